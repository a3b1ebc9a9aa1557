package dev.latchkey.domain.notification;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Whom a notification is for, and the language in which he reads it.
 *
 * <p>A user reads his own, never that of whoever caused the notification. Only where nobody has the
 * address it is that of the request.
 *
 * @param language null when nobody knows
 */
public record Recipient(EmailAddress address, @Nullable Language language) {

  /** A user, at the address of his account. */
  public static Recipient of(User user) {
    return new Recipient(user.email(), user.language());
  }

  /** A user, at an address that is not, or not yet, or not any more that of his account. */
  public static Recipient of(User user, EmailAddress address) {
    return new Recipient(address, user.language());
  }

  /** Somebody of whom no more is known than the address. */
  public static Recipient at(EmailAddress address) {
    return new Recipient(address, null);
  }
}
