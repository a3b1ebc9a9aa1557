package dev.latchkey.domain.session;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every session that was opened and not yet purged.
 *
 * <p>One row per session carries its current refresh token's digest. Renewing and ending are
 * updates of that same row, so whichever comes second sees the first: no token outlives an end that
 * was acknowledged.
 */
public interface Sessions {

  /**
   * Opens a session, provided the user is still as the caller saw him when the credential was
   * checked: active, and in the same epoch. A password changed or an account disabled since makes
   * it {@link Opening.Stale}, however closely the two race. Openings of one user wait for each
   * other until their units end, so that each counts all that were opened before it.
   */
  Opening open(Session session, User.Epoch seen);

  /** The session as it stands, ended ones included, with its user. One read by primary key. */
  Optional<Standing> find(SessionId id);

  /**
   * The same for a request that shows an access token signed with this key: empty too when the key
   * was revoked, from the moment that the revocation is committed. One statement.
   */
  Optional<Standing> check(SessionId id, KeyId signedWith);

  /**
   * The live sessions of the user, the newest first, at most {@code limit} (1 or more) of those
   * opened before the given one (null: from the newest).
   */
  Page<Session> list(UserId user, @Nullable SessionId before, int limit, Instant now);

  /**
   * Notes that a session is in use. Writes only when the last note is not younger than {@code
   * ifUsedBefore} and the session was not ended, and answers whether it did. Never moves a limit of
   * the session.
   */
  boolean touch(SessionId id, Instant ifUsedBefore, Instant now);

  /**
   * Replaces the presented token's secret by its successor. However many callers present the same
   * token at the same moment, one sees {@link Renewal.Renewed}; inside the grace, and while the
   * successor was not traded in itself, the others see {@link Renewal.Repeated}, which leads to the
   * very same successor. Only a live session of an active user is renewed.
   *
   * @param presented a token that we made, its tag checked
   * @param successor digest of the one secret that may follow
   * @param key labels the successor, if this call is the one that renews
   */
  Renewal renew(
      PresentedToken presented,
      SecretDigest successor,
      KeyId key,
      SessionPolicy policy,
      Instant now);

  /**
   * Puts this proof in the place of the one that the session was opened with, and a secret of its
   * own in the place of the live token's. Only in a live session of the proven user, who is still
   * as the proof saw him, and while the live token is of the generation that the caller saw; empty
   * otherwise. The token before is spent and leads nowhere, also not inside the grace: whoever
   * holds a copy of it has not given the proof.
   */
  Optional<Standing> reauthenticate(Reproof reproof, SessionPolicy policy);

  /** Ends one session of this owner; ending an ended one changes nothing and answers false. */
  boolean end(SessionId id, UserId owner, Instant now);

  /**
   * Ends all live sessions of the user; answers how many. The caller raises the user's epoch first,
   * in the same unit, so that no login that is under way slips through.
   */
  int endAll(UserId user, Instant now);

  /** The same for all but this one, in which the user goes on. */
  int endOthers(UserId user, SessionId kept, Instant now);

  /**
   * Ends the oldest live sessions of the user until only so many are left; answers those that this
   * call ended, the oldest first.
   */
  List<SessionId> endOldest(UserId user, int keep, Instant now);

  /** Forgets sessions that were over before this instant; answers how many. */
  int purge(Instant overBefore);

  /**
   * A new proof for a session.
   *
   * @param generation of the token that was live when the caller looked
   * @param key labels the secret that follows
   * @param successor digest of that secret
   */
  record Reproof(
      SessionId session, int generation, Authentication proof, KeyId key, SecretDigest successor) {}

  /** What of a refresh token the row is asked about. */
  record PresentedToken(SessionId session, int generation, SecretDigest digest) {}

  /** A session and its user, read together. */
  record Standing(Session session, User user) {

    /** Whether requests in this session are to be answered. */
    public boolean isGood(Instant now) {
      return session.isAlive(now) && user.isActive();
    }
  }

  /** What became of an opening. */
  sealed interface Opening {
    /**
     * Opened.
     *
     * @param live how many live sessions the user has now, this one included
     */
    record Opened(Session session, int live) implements Opening {}

    /** The user changed since the credential was checked, or is gone. */
    record Stale() implements Opening {}
  }

  /** What became of a renewal. */
  sealed interface Renewal {
    /** The token was current and is now spent. */
    record Renewed(Standing standing) implements Renewal {}

    /**
     * Spent a moment ago and its successor not used yet: the answer got lost, or two tabs raced.
     */
    record Repeated(Standing standing) implements Renewal {}

    /** Ours once, spent long ago, and the session still alive: two parties hold it. */
    record Reused(Session session) implements Renewal {}

    /** Never issued, expired or ended; which of them is nobody's business. */
    record Refused() implements Renewal {}
  }
}
