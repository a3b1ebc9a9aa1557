package dev.latchkey.domain.notice;

import java.time.Duration;

/**
 * How often users are told of their safety, and how long they can say that it was not them.
 *
 * @param quiet after a mail of one kind the next of that kind to the same user waits so long, and
 *     tells of all that happened meanwhile; whole minutes make sense, since who waits is looked for
 *     once a minute
 * @param linkLifetime from the sending of the mail
 */
public record NoticePolicy(Duration quiet, Duration linkLifetime) {
  public NoticePolicy {
    if (!quiet.isPositive() || !linkLifetime.isPositive()) {
      throw new IllegalArgumentException("a notice has a link for a while, and then it is quiet");
    }
  }

  /** Four mails of a kind an hour at most, with links for 7 days. */
  public static NoticePolicy standard() {
    return new NoticePolicy(Duration.ofMinutes(15), Duration.ofDays(7));
  }
}
