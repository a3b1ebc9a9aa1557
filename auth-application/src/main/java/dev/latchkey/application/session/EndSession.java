package dev.latchkey.application.session;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.SessionEvent.SessionEnded;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.domain.user.UserId;
import java.time.InstantSource;

/**
 * Logs out: ends the session that the caller is in, or another one of his.
 *
 * <p>Any refresh token that we made will do as well, spent or not: an access token that ran out
 * must not keep anybody signed in. Once answered, no token of the session works on any node.
 */
public final class EndSession {

  /** Which session, and how the caller shows that it is his. */
  public sealed interface Command {
    ClientContext client();

    /** The session that the caller's access token was resolved to. */
    record Current(SessionId session, UserId user, ClientContext client) implements Command {}

    /** Another session in the list of the user, who is told of it; another user's is nobody's. */
    record Listed(SessionId session, UserId user, ClientContext client) implements Command {}

    /** Something that was presented as a refresh token. */
    record ByRefreshToken(String presented, ClientContext client) implements Command {
      @Override
      public String toString() {
        return "ByRefreshToken[redacted]";
      }
    }
  }

  private final UnitOfWork unit;
  private final Sessions sessions;
  private final Outbox outbox;
  private final RefreshTokenMint mint;
  private final InstantSource time;

  public EndSession(
      UnitOfWork unit,
      Sessions sessions,
      Outbox outbox,
      RefreshTokenMint mint,
      InstantSource time) {
    this.unit = unit;
    this.sessions = sessions;
    this.outbox = outbox;
    this.mint = mint;
    this.time = time;
  }

  /** True when a session was ended; false when there was none to end, which is as well. */
  public boolean handle(Command command) {
    return switch (command) {
      case Command.Current(var session, var user, var client) ->
          end(session, user, Reason.LOGOUT, client);
      case Command.Listed(var session, var user, var client) ->
          end(session, user, Reason.REVOKED, client);
      case Command.ByRefreshToken(var presented, var client) ->
          mint.read(presented)
              .flatMap(token -> sessions.find(token.session()))
              .map(found -> end(found.session().id(), found.user().id(), Reason.LOGOUT, client))
              .orElse(false);
    };
  }

  private boolean end(SessionId session, UserId user, Reason reason, ClientContext client) {
    var now = time.instant();
    return unit.write(
        () -> {
          var ended = sessions.end(session, user, now);
          if (ended) {
            outbox.append(new SessionEnded(session, user, reason, now), client);
          }
          return ended;
        });
  }
}
