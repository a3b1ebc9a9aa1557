package dev.latchkey.domain.user;

import dev.latchkey.domain.kernel.Language;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account: an address that was proven, and at least one way in.
 *
 * <p>The {@link Epoch} counts how often everything this user was signed in with has been ended;
 * what was checked under an older epoch opens no session.
 *
 * @param language in which he is written to; null when nobody knows
 */
public record User(
    UserId id,
    EmailAddress email,
    @Nullable DisplayName name,
    @Nullable Language language,
    Status status,
    Epoch epoch,
    Set<String> roles,
    Instant createdAt) {

  /** The role that everybody has. */
  public static final String ROLE_USER = "user";

  public User {
    roles = Set.copyOf(roles);
  }

  /** A user as born: active, in the first epoch, with the standard role. */
  public static User born(
      UserId id,
      EmailAddress email,
      @Nullable DisplayName name,
      @Nullable Language language,
      Instant now) {
    return new User(id, email, name, language, Status.ACTIVE, new Epoch(0), Set.of(ROLE_USER), now);
  }

  /** A user as he comes from another system: in the first epoch here, with the standard role. */
  public static User imported(
      UserId id,
      EmailAddress email,
      @Nullable DisplayName name,
      @Nullable Language language,
      Status status,
      Instant bornAt) {
    return new User(id, email, name, language, status, new Epoch(0), Set.of(ROLE_USER), bornAt);
  }

  public boolean isActive() {
    return status == Status.ACTIVE;
  }

  /** Whether somebody may sign in at all. */
  public enum Status {
    ACTIVE,
    DISABLED
  }

  /**
   * Raised whenever all sessions of the user end; compared, never computed with outside storage.
   */
  public record Epoch(long value) {}
}
