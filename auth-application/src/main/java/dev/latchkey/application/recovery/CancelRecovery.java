package dev.latchkey.application.recovery;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryCancelled;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends a recovery before it has set a password: for whoever brings the token from its mail, or for
 * the user himself. Of the latter the caller has seen to it that he signed in a moment ago: a thief
 * of a session is not to keep the owner from his account.
 */
public final class CancelRecovery {

  /** By what right. */
  public sealed interface Command {
    ClientContext client();

    /** Something that was presented as the token of a mail. */
    record ByMail(String presented, ClientContext client) implements Command {
      @Override
      public String toString() {
        return "ByMail[redacted]";
      }
    }

    record BySignedIn(UserId user, ClientContext client) implements Command {}
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

  /**
   * True for the one caller who ended it; false when there was nothing to end (any more), or the
   * token is worth nothing.
   */
  public boolean handle(Command command) {
    var now = time.instant();
    return switch (command) {
      case Command.BySignedIn(var user, var client) ->
          isCancelled(() -> recoveries.cancelOf(user, now), client, now);
      case Command.ByMail(var presented, var client) ->
          SecretToken.parse(presented)
              .map(token -> codes.candidates(Purpose.RECOVERY_CANCEL, token))
              .filter(known -> isCancelled(() -> recoveries.cancel(known, now), client, now))
              .isPresent();
    };
  }

  private boolean isCancelled(
      Supplier<Optional<Recovery>> decision, ClientContext client, Instant now) {
    return unit.write(
        () -> {
          var cancelled = decision.get();
          cancelled.ifPresent(
              it -> outbox.append(new RecoveryCancelled(it.user(), it.id(), now), client));
          return cancelled.isPresent();
        });
  }
}
