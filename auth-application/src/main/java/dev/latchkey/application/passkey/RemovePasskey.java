package dev.latchkey.application.passkey;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.PasskeyEvent.PasskeyRemoved;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.Passkeys.Removal;
import dev.latchkey.domain.user.UserId;
import java.time.InstantSource;

/**
 * Removes a passkey of a user, never his last way in. Whoever calls has seen to it that he signed
 * in a moment ago.
 *
 * <p>A sign-in with it that is under way opens no session. Sessions that are open go on, wherever
 * they came from: whoever wants them ended ends them.
 */
public final class RemovePasskey {

  /** Whose, and which. */
  public record Command(UserId user, PasskeyId passkey, ClientContext client) {}

  /** It is gone, or why not. */
  public sealed interface Outcome {
    record Removed() implements Outcome {}

    /** Without it the user could not sign in any more. */
    record LastWayIn() implements Outcome {}

    /** The user has no such passkey. */
    record Unknown() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Passkeys passkeys;
  private final Outbox outbox;
  private final InstantSource time;

  public RemovePasskey(StoragePorts storage, InstantSource time) {
    this.unit = storage.unit();
    this.passkeys = storage.passkeys();
    this.outbox = storage.outbox();
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return unit.write(
        () ->
            switch (passkeys.remove(command.user(), command.passkey(), now)) {
              case Removal.Removed() -> {
                outbox.append(
                    new PasskeyRemoved(command.user(), command.passkey(), now), command.client());
                yield new Outcome.Removed();
              }
              case Removal.LastWayIn() -> new Outcome.LastWayIn();
              case Removal.Unknown() -> new Outcome.Unknown();
            });
  }
}
