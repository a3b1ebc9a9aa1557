package dev.latchkey.application.user;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.UserEvent.UserDisabled;
import dev.latchkey.domain.user.UserEvent.UserEnabled;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Shuts a user out, or lets him in again.
 *
 * <p>Disabling ends every session and every sign-in under way, in one unit: once it is answered,
 * nothing of this user works on any node.
 */
public final class SuspendUser {

  /** Whom, and which way. */
  public record Command(UserId user, boolean disable, ClientContext client) {}

  /** What became of it. */
  public sealed interface Outcome {
    record Disabled(int sessionsEnded) implements Outcome {}

    record Enabled() implements Outcome {}

    /** He was so already. */
    record Unchanged() implements Outcome {}

    record UnknownUser() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Users users;
  private final Sessions sessions;
  private final Outbox outbox;
  private final InstantSource time;

  public SuspendUser(
      UnitOfWork unit, Users users, Sessions sessions, Outbox outbox, InstantSource time) {
    this.unit = unit;
    this.users = users;
    this.sessions = sessions;
    this.outbox = outbox;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    return unit.write(() -> command.disable() ? disable(command, now) : enable(command, now));
  }

  private Outcome disable(Command command, Instant now) {
    if (!users.disable(command.user())) {
      return unchanged(command.user());
    }
    var ended = sessions.endAll(command.user(), now);
    outbox.append(new UserDisabled(command.user(), now), command.client());
    outbox.append(
        new AllSessionsEnded(command.user(), ended, Reason.USER_DISABLED, now), command.client());
    return new Outcome.Disabled(ended);
  }

  private Outcome enable(Command command, Instant now) {
    if (!users.enable(command.user())) {
      return unchanged(command.user());
    }
    outbox.append(new UserEnabled(command.user(), now), command.client());
    return new Outcome.Enabled();
  }

  private Outcome unchanged(UserId user) {
    return users.find(user).isPresent() ? new Outcome.Unchanged() : new Outcome.UnknownUser();
  }
}
