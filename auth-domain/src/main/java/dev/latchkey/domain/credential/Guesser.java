package dev.latchkey.domain.credential;

import dev.latchkey.domain.device.DeviceId;
import java.util.Optional;

/**
 * Who tries a password, as far as it matters for counting: any stranger, or a device from which the
 * owner signed in before. Each device is counted apart, and all strangers together, so that nobody
 * can spend the tries of the owner.
 */
public record Guesser(Account account, Optional<DeviceId> device) {

  public static Guesser stranger(Account account) {
    return new Guesser(account, Optional.empty());
  }

  public static Guesser device(Account account, DeviceId device) {
    return new Guesser(account, Optional.of(device));
  }
}
