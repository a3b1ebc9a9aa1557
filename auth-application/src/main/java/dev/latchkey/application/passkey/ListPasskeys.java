package dev.latchkey.application.passkey;

import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.user.UserId;
import java.util.List;

/** Shows a user his passkeys, the oldest first. */
public final class ListPasskeys {

  /** Whose. */
  public record Command(UserId user) {}

  private final Passkeys passkeys;

  public ListPasskeys(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  public List<Passkey> handle(Command command) {
    return passkeys.list(command.user());
  }
}
