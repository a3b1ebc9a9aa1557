package dev.latchkey.application.leaving;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.Deletions.Request;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionRequested;
import dev.latchkey.domain.leaving.LeavingPolicy;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Notes that a user wants to be deleted. Nothing else changes before the grace is over; a mail goes
 * out that tells him how to keep the account. Asking again changes nothing and mails nothing.
 */
public final class RequestDeletion {
  /** Who; he has just shown that it is him. */
  public record Command(UserId user, ClientContext client) {}

  /** What became of it. */
  public sealed interface Outcome {
    record Pending(Instant deleteAt) implements Outcome {}

    record UnknownUser() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final Deletions deletions;
  private final Outbox outbox;
  private final LeavingPolicy policy;
  private final InstantSource time;

  public RequestDeletion(
      UnitOfWork unit,
      Deletions deletions,
      Outbox outbox,
      LeavingPolicy policy,
      InstantSource time) {
    this.unit = unit;
    this.deletions = deletions;
    this.outbox = outbox;
    this.policy = policy;
    this.time = time;
  }

  /** When a user would be deleted who asked for it now. */
  public Instant wouldBeAt() {
    return policy.deleteAt(time.instant());
  }

  public Outcome handle(Command command) {
    var now = time.instant();
    var wish = new PendingDeletion(command.user(), now, policy.deleteAt(now));
    return unit.write(
        () ->
            switch (deletions.request(wish)) {
              case Request.Noted(var noted) -> {
                outbox.append(
                    new DeletionRequested(noted.user(), noted.deleteAt(), now), command.client());
                yield new Outcome.Pending(noted.deleteAt());
              }
              case Request.Standing(var standing) -> new Outcome.Pending(standing.deleteAt());
              case Request.UnknownUser() -> new Outcome.UnknownUser();
            });
  }
}
