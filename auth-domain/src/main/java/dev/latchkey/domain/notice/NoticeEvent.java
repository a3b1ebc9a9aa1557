package dev.latchkey.domain.notice;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens to notices. */
public sealed interface NoticeEvent extends AuthEvent {

  UserId user();

  @Override
  default Optional<UUID> subject() {
    return Optional.of(user().value());
  }

  /**
   * Notices that waited are to be told in one mail.
   *
   * @param digest the id of the newest of them
   */
  record NoticesGathered(UserId user, EventId digest, NoticeKind kind, int times, Instant at)
      implements NoticeEvent {}

  /**
   * The user says that something was not him, by the link of the notice. His password is frozen,
   * and all that he was signed in with has ended.
   *
   * @param since when it happened, the first time if it was told of with others
   */
  record HappeningDisavowed(UserId user, NoticeKind kind, Instant since, Instant at)
      implements NoticeEvent {}
}
