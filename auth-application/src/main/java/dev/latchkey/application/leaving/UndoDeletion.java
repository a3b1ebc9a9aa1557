package dev.latchkey.application.leaving;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionUndone;
import dev.latchkey.domain.leaving.LeavingEvent.Way;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps an account that was to be deleted: for whoever brings the token from the mail, or for the
 * user himself.
 */
public final class UndoDeletion {
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
  private final Deletions deletions;
  private final Outbox outbox;
  private final InstantSource time;

  public UndoDeletion(UnitOfWork unit, Deletions deletions, Outbox outbox, InstantSource time) {
    this.unit = unit;
    this.deletions = deletions;
    this.outbox = outbox;
    this.time = time;
  }

  /**
   * True for the one caller who undid it; false when there was nothing to undo (any more), or the
   * token is worth nothing.
   */
  public boolean handle(Command command) {
    var now = time.instant();
    return switch (command) {
      case Command.BySignedIn(var user, var client) ->
          unit.write(
              () -> deletions.withdraw(user, now) && isTold(user, Way.SIGNED_IN, client, now));
      case Command.ByMail(var presented, var client) ->
          SecretToken.parse(presented).filter(token -> isUndone(token, client, now)).isPresent();
    };
  }

  private boolean isUndone(SecretToken token, ClientContext client, Instant now) {
    return unit.write(
        () -> {
          Optional<UserId> user = deletions.undo(token.digest(), now);
          return user.isPresent() && isTold(user.get(), Way.MAIL, client, now);
        });
  }

  private boolean isTold(UserId user, Way way, ClientContext client, Instant now) {
    outbox.append(new DeletionUndone(user, way, now), client);
    return true;
  }
}
