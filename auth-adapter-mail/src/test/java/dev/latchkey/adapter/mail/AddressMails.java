package dev.latchkey.adapter.mail;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notification.Notification.AddressChangeAsked;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AddressIsBack;
import dev.latchkey.domain.notification.Notification.AddressIsNow;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.notification.Notification.AddressWasWithdrawn;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.verification.OneTimeCode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The mails of changed addresses and of recoveries, by the names of their files. */
final class AddressMails {
  private static final DisplayName ZOE = new DisplayName("Zoë");

  private AddressMails() {}

  static Stream<Arguments> all(
      ClientContext client, Instant when, SecretToken undo, SecretToken reset) {
    return Stream.of(
        Arguments.of(
            "address-code",
            new AddressCode(OneTimeCode.parse(Mails.CODE).orElseThrow(), Duration.ofMinutes(10))),
        Arguments.of("address-in-use", new AddressInUse(client)),
        Arguments.of("address-change-asked", new AddressChangeAsked(ZOE, client)),
        Arguments.of("address-change-asked-nameless", new AddressChangeAsked(null, client)),
        Arguments.of("address-is-now", new AddressIsNow(ZOE, when, client)),
        Arguments.of("address-was-left", new AddressWasLeft(ZOE, when, undo, client)),
        Arguments.of("address-is-back", new AddressIsBack(ZOE, when, client)),
        Arguments.of("address-was-withdrawn", new AddressWasWithdrawn(when, client)),
        Arguments.of("recovery-began", new RecoveryBegan(ZOE, when, undo, client)),
        Arguments.of("recovery-ready", new RecoveryReady(ZOE, when, reset)));
  }
}
