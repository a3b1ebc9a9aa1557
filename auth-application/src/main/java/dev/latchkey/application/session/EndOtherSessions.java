package dev.latchkey.application.session;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.Users;
import java.time.InstantSource;

/**
 * Ends every session of a user but the one in which he asks for it, and every sign-in that is under
 * way: what is offered to him when he has added or removed a passkey.
 */
public final class EndOtherSessions {

  /** Who asks, in which session. */
  public record Command(Caller caller, ClientContext client) {}

  private final UnitOfWork unit;
  private final Users users;
  private final Sessions sessions;
  private final Outbox outbox;
  private final InstantSource time;

  public EndOtherSessions(StoragePorts storage, InstantSource time) {
    this.unit = storage.unit();
    this.users = storage.users();
    this.sessions = storage.sessions();
    this.outbox = storage.outbox();
    this.time = time;
  }

  /** How many have ended; none is a success too. */
  public int handle(Command command) {
    var now = time.instant();
    var user = command.caller().user().id();
    return unit.write(
        () -> {
          // The epoch first: it is what a login under way will stumble over.
          if (!users.raiseEpoch(user)) {
            return 0;
          }
          var ended = sessions.endOthers(user, command.caller().session().id(), now);
          outbox.append(
              new AllSessionsEnded(user, ended, Reason.LOGOUT_OTHERS, now), command.client());
          return ended;
        });
  }
}
