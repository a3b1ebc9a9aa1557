package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.user.EmailAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * What limits by account call an account: one text, however it was typed, and none for what cannot
 * be the name of one. Whether there is such an account is not asked.
 */
public final class AccountKey {
  private AccountKey() {}

  public static Optional<String> ofAddress(String typed) {
    return EmailAddress.parse(typed).map(EmailAddress::value);
  }

  public static Optional<String> ofId(String typed) {
    return UuidText.parse(typed).map(UUID::toString);
  }
}
