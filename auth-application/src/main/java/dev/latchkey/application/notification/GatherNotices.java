package dev.latchkey.application.notification;

import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.notice.NoticeEvent.NoticesGathered;
import dev.latchkey.domain.notice.NoticePolicy;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.notice.Notices.Series;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes one mail of the notices that had to wait, as soon as another of their kind may leave. Each
 * series is a unit of its own, in which the mail is staged as well: however often and wherever this
 * runs, and whenever it is killed, no notice is told twice and none is lost.
 */
public final class GatherNotices {
  private static final int BATCH = 100;

  private final UnitOfWork unit;
  private final Notices notices;
  private final Outbox outbox;
  private final NoticePolicy policy;
  private final InstantSource time;

  public GatherNotices(
      UnitOfWork unit, Notices notices, Outbox outbox, NoticePolicy policy, InstantSource time) {
    this.unit = unit;
    this.notices = notices;
    this.outbox = outbox;
    this.policy = policy;
    this.time = time;
  }

  /** Answers how many mails that makes; the rest of a very long list is for the next run. */
  public int run() {
    var now = time.instant();
    var mails = 0;
    for (var series : notices.due(BATCH, now.minus(policy.quiet()))) {
      mails += unit.write(() -> gather(series, now)) ? 1 : 0;
    }
    return mails;
  }

  private boolean gather(Series series, Instant now) {
    var keepUntil = now.plus(policy.linkLifetime());
    var digest = notices.gather(series, now.minus(policy.quiet()), keepUntil, now);
    digest.ifPresent(
        gathered ->
            outbox.append(
                new NoticesGathered(
                    series.user(), gathered.id(), series.kind(), gathered.times(), now),
                gathered.client()));
    return digest.isPresent();
  }
}
