package dev.latchkey.application.session;

import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.UserId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Shows a user where he is signed in, the newest first. */
public final class ListSessions {

  /** Whose; after which one (null: from the newest); how many, 1 to 100. */
  public record Command(UserId user, @Nullable SessionId after, int limit) {}

  private static final int MOST = 100;

  private final Sessions sessions;
  private final InstantSource time;

  public ListSessions(Sessions sessions, InstantSource time) {
    this.sessions = sessions;
    this.time = time;
  }

  public Page<Session> handle(Command command) {
    var limit = Math.clamp(command.limit(), 1, MOST);
    return sessions.list(command.user(), command.after(), limit, time.instant());
  }
}
