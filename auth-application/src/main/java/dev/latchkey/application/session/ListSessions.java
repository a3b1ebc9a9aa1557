package dev.latchkey.application.session;

import dev.latchkey.application.device.DescribeClient;
import dev.latchkey.application.device.DescribeClient.Described;
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
  private final DescribeClient describeClient;
  private final InstantSource time;

  public ListSessions(Sessions sessions, DescribeClient describeClient, InstantSource time) {
    this.sessions = sessions;
    this.describeClient = describeClient;
    this.time = time;
  }

  public Page<Listed> handle(Command command) {
    var limit = Math.clamp(command.limit(), 1, MOST);
    var page = sessions.list(command.user(), command.after(), limit, time.instant());
    return new Page<>(page.items().stream().map(this::listed).toList(), page.next());
  }

  private Listed listed(Session session) {
    return new Listed(session, describeClient.describe(session.login().client()));
  }

  /**
   * A session that stands.
   *
   * @param told of the client that opened it
   */
  public record Listed(Session session, Described told) {}
}
