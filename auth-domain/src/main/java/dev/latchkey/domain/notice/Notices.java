package dev.latchkey.domain.notice;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What users were told for their safety, what waits to be told, and the links by which they say
 * that it was not them. All that changes something is called in a unit, and locks the user first.
 */
public interface Notices {

  /**
   * Decides whether a notice is told now, and gives it its link if so. Told is what comes when no
   * mail of its kind was admitted for this user since the given instant, and none waits; everything
   * else waits for {@link #gather}. However many come at once, one is told.
   *
   * <p>Idempotent by the id of the notice: whoever was told to tell is told so again, and the link
   * before is dead. False as well when it was disavowed meanwhile, and when the user is gone.
   */
  boolean admit(Notice notice, Link link, Instant quietSince, Instant now);

  /** At most so many series that wait, and of which no mail was admitted since that instant. */
  List<Series> due(int limit, Instant quietSince);

  /**
   * Makes one digest of what waits in a series, provided that no mail of it was admitted since that
   * instant. Of any number of callers one gets it; from now on it counts as a mail.
   *
   * <p>A digest is for one mailbox. When the user had another address at the time of the first that
   * waits, and it is kept for him, the digest tells of what happened until he left it, and the rest
   * waits on.
   *
   * @param keepUntil when the digest may be forgotten if nobody ever gives it a link
   */
  Optional<Digest> gather(Series series, Instant quietSince, Instant keepUntil, Instant now);

  /** What a digest tells, whether it has a link or not; empty when it was disavowed or is gone. */
  Optional<Digest> find(EventId digest);

  /**
   * Gives a digest its link in place of the one before, and answers what it tells; empty when it
   * was disavowed or is gone.
   */
  Optional<Digest> link(EventId digest, Link link);

  /**
   * Takes a user at his word that it was not him. Of any number of callers who show a link exactly
   * one gets an answer, and the user stays locked until the unit ends; empty for a link that is
   * unknown, replaced, used or expired. The links to all that happened to the user since then are
   * dead too, for what is done about it covers them; older ones are not.
   *
   * @param candidates digests of what was presented
   */
  Optional<Disavowal> disavow(List<CodeDigest> candidates, Instant now);

  /** Forgets what was told and has had no link since this instant; answers how many. */
  int purge(Instant overBefore);

  /**
   * What of a link is kept.
   *
   * @param mailbox where it is sent, and where recovery is sent to if it is used
   */
  record Link(EmailAddress mailbox, CodeDigest digest, Instant expiresAt) {}

  /** What is rate-limited together. */
  record Series(UserId user, NoticeKind kind) {}

  /**
   * Notices that waited, as one.
   *
   * @param id of the newest of them
   * @param times how many they are, 1 or more
   * @param since when the first of them happened
   * @param last when the newest happened
   * @param client where the newest came from, without the id of its request
   */
  record Digest(
      EventId id, Series series, int times, Instant since, Instant last, ClientContext client) {}

  /**
   * A user's word that it was not him.
   *
   * @param mailbox where the link had been sent
   * @param since when the first of what he speaks of happened
   */
  record Disavowal(Series series, EmailAddress mailbox, Instant since) {}
}
