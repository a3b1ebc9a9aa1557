package dev.latchkey.domain.passkey;

import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A ceremony that was begun: its challenge, and all that it is bound to.
 *
 * @param purpose it is good for nothing else
 */
public record PendingCeremony(
    CeremonyId id, Challenge challenge, Purpose purpose, Instant expiresAt) {

  /** A ceremony as it is begun. */
  public static PendingCeremony begin(
      CeremonyId id, Challenge challenge, Purpose purpose, PasskeyPolicy policy, Instant now) {
    return new PendingCeremony(id, challenge, purpose, now.plus(policy.patience()));
  }

  /** Still waits for its answer. Over at the very instant it expires. */
  public boolean isOpen(Instant now) {
    return expiresAt.isAfter(now);
  }

  /** What a ceremony is for, and whose it is. */
  public sealed interface Purpose {
    /**
     * The first credential of a registration whose address is proven.
     *
     * @param user the id that he will have
     */
    record SigningUp(RegistrationId registration, UserId user) implements Purpose {}

    /**
     * One more passkey of somebody who is signed in, in this session.
     *
     * @param conditional made beside a sign-in, without asking
     */
    record Adding(UserId user, SessionId session, boolean conditional) implements Purpose {}

    /**
     * Signing in.
     *
     * @param user whose address was typed, or an id that nobody has when it is nobody's; empty when
     *     none was typed
     */
    record SigningIn(Optional<UserId> user) implements Purpose {}

    /** Showing anew who one is, in this session. */
    record Reauthenticating(UserId user, SessionId session) implements Purpose {}
  }
}
