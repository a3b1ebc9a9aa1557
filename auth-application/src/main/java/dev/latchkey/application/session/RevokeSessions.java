package dev.latchkey.application.session;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.InstantSource;

/** Ends every session of a user, and every sign-in that is under way. */
public final class RevokeSessions {

  /** Whose sessions, and why. */
  public record Command(UserId user, Reason reason, ClientContext client) {}

  /** What became of them. */
  public sealed interface Outcome {
    /** So many live sessions were ended; none is a success too. */
    record Revoked(int sessions) implements Outcome {}

    record UnknownUser() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Users users;
  private final Sessions sessions;
  private final Outbox outbox;
  private final InstantSource time;

  public RevokeSessions(
      UnitOfWork unit, Users users, Sessions sessions, Outbox outbox, InstantSource time) {
    this.unit = unit;
    this.users = users;
    this.sessions = sessions;
    this.outbox = outbox;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return unit.write(
        () -> {
          // The epoch first: it is what a login under way will stumble over.
          if (!users.raiseEpoch(command.user())) {
            return new Outcome.UnknownUser();
          }
          var ended = sessions.endAll(command.user(), now);
          outbox.append(
              new AllSessionsEnded(command.user(), ended, command.reason(), now), command.client());
          return new Outcome.Revoked(ended);
        });
  }
}
