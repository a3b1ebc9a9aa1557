package dev.latchkey.application.recovery;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.InstantSource;

/** Ends a recovery before it has set a password, for whoever brings the token from its mail. */
public final class CancelRecovery {

  /** What was presented as the token of a mail. */
  public record Command(String presented, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  private final UnitOfWork unit;
  private final Recoveries recoveries;
  private final Outbox outbox;
  private final CodeDigester codes;
  private final InstantSource time;

  public CancelRecovery(
      UnitOfWork unit,
      Recoveries recoveries,
      Outbox outbox,
      CodeDigester codes,
      InstantSource time) {
    this.unit = unit;
    this.recoveries = recoveries;
    this.outbox = outbox;
    this.codes = codes;
    this.time = time;
  }

  /** True for the one caller who ended it; false when the token is worth nothing (any more). */
  public boolean handle(Command command) {
    return SecretToken.parse(command.presented())
        .filter(token -> isCancelled(token, command.client()))
        .isPresent();
  }

  private boolean isCancelled(SecretToken token, ClientContext client) {
    var now = time.instant();
    var candidates = codes.candidates(Purpose.RECOVERY_CANCEL, token);
    return unit.write(
        () -> {
          var cancelled = recoveries.cancel(candidates, now);
          cancelled.ifPresent(
              it -> outbox.append(new RecoveryCancelled(it.user(), it.id(), now), client));
          return cancelled.isPresent();
        });
  }
}
