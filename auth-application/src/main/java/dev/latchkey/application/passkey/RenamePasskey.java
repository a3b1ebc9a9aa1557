package dev.latchkey.application.passkey;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRenamed;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import java.time.InstantSource;
import java.util.Optional;

/** Has a user call one of his passkeys something else. */
public final class RenamePasskey {

  /** Whose, which, and what was typed. */
  public record Command(UserId user, PasskeyId passkey, String name, ClientContext client) {}

  /** What it is called now, or why nothing has changed. */
  public sealed interface Outcome {
    record Renamed(Passkey passkey) implements Outcome {}

    record NameInvalid() implements Outcome {}

    /** The user has no such passkey. */
    record Unknown() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Passkeys passkeys;
  private final Outbox outbox;
  private final InstantSource time;

  public RenamePasskey(StoragePorts storage, InstantSource time) {
    this.unit = storage.unit();
    this.passkeys = storage.passkeys();
    this.outbox = storage.outbox();
    this.time = time;
  }

  public Outcome handle(Command command) {
    return DisplayName.parse(command.name())
        .map(name -> rename(command, name))
        .orElseGet(Outcome.NameInvalid::new);
  }

  private Outcome rename(Command command, DisplayName name) {
    var now = time.instant();
    Optional<Passkey> renamed =
        unit.write(
            () -> {
              var passkey = passkeys.rename(command.user(), command.passkey(), name);
              passkey.ifPresent(
                  same ->
                      outbox.append(
                          new PasskeyRenamed(same.owner(), same.id(), now), command.client()));
              return passkey;
            });
    return renamed.<Outcome>map(Outcome.Renamed::new).orElseGet(Outcome.Unknown::new);
  }
}
