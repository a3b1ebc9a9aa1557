package dev.latchkey.bootstrap.settings;

import dev.latchkey.domain.notice.NoticePolicy;
import java.time.Duration;

/** What can be set about the mails that tell users of their safety. */
final class NoticeSettings {
  private NoticeSettings() {}

  static final Setting<Duration> NOTICE_QUIET_TIME =
      Setting.of(
          "NOTICE_QUIET_TIME",
          Section.MAIL,
          Syntaxes.duration(Duration.ofMinutes(1), Duration.ofDays(1)).withExample("15m"),
          "15m",
          "After a notice of one kind the next of that kind to the same user waits so long, and"
              + " tells of all that happened meanwhile. The longer, the later he hears of the"
              + " second thing that somebody does with his account.");

  static final Setting<Duration> NOTICE_LINK_TTL =
      Setting.of(
          "NOTICE_LINK_TTL",
          Section.MAIL,
          Syntaxes.duration(Duration.ofDays(1), Duration.ofDays(30)).withExample("7d"),
          "7d",
          "How long after a notice its user can say that it was not him. Another address that was"
              + " left meanwhile is given back within 7 days of the change.");

  static NoticePolicy policy(Values values) {
    return new NoticePolicy(values.get(NOTICE_QUIET_TIME), values.get(NOTICE_LINK_TTL));
  }
}
