package dev.latchkey.domain.registration;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to register an address. It gives no right to the address, and several for the same
 * address live side by side, each with its own password and code, so that nobody can plant a
 * credential in somebody else's future account.
 *
 * @param language in which the mails are written, and later those to the user; null when nobody
 *     knows
 * @param password hashed; null when the first credential is set after the address was proven
 * @param provenAt when a code came back; null before
 * @param completedAt when it became a user, or lost the address to one; null before
 */
public record Registration(
    RegistrationId id,
    EmailAddress email,
    @Nullable DisplayName name,
    @Nullable Language language,
    @Nullable PasswordHash password,
    Lifetime lifetime,
    @Nullable Instant provenAt,
    @Nullable Instant completedAt) {

  /** A registration as it is started. */
  public static Registration start(
      RegistrationId id,
      EmailAddress email,
      @Nullable DisplayName name,
      @Nullable Language language,
      @Nullable PasswordHash password,
      RegistrationPolicy policy,
      Instant now) {
    var lifetime = new Lifetime(now, now.plus(policy.lifetime()));
    return new Registration(id, email, name, language, password, lifetime, null, null);
  }

  /** Still able to become a user. Over at the very instant it expires. */
  public boolean isOpen(Instant now) {
    return completedAt == null && lifetime.expiresAt().isAfter(now);
  }

  /**
   * The proof that the newborn user is here: he answered from the mailbox, and, when the password
   * is set only now, typed it.
   */
  public Authentication confirmedAs(User newborn, Instant now) {
    var methods =
        password == null
            ? Set.of(AuthenticationMethod.ONE_TIME_CODE, AuthenticationMethod.PASSWORD)
            : Set.of(AuthenticationMethod.ONE_TIME_CODE);
    return new Authentication(newborn.id(), newborn.epoch(), methods, now);
  }

  /** The same for a newborn user who showed his first credential in another way than by typing. */
  public Authentication confirmedAs(
      User newborn, Set<AuthenticationMethod> firstCredential, Instant now) {
    var methods =
        Stream.concat(Stream.of(AuthenticationMethod.ONE_TIME_CODE), firstCredential.stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Authentication(newborn.id(), newborn.epoch(), methods, now);
  }

  /** When it was started, and when it is over. */
  public record Lifetime(Instant startedAt, Instant expiresAt) {}
}
