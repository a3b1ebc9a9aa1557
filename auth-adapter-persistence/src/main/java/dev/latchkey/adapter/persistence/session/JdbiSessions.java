package dev.latchkey.adapter.persistence.session;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Pages;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in the table {@code session}, one row each. Renewing, ending and opening meet at row
 * locks: the first two at the session's, the last at its user's.
 */
public final class JdbiSessions implements Sessions {

  /** After the id of every session. */
  private static final UUID END = new UUID(-1, -1);

  private final Database database;

  public JdbiSessions(Database database) {
    this.database = database;
  }

  /**
   * The lock on the user meets the update of his epoch, from which everything that ends all
   * sessions starts: either that waits until this session is there to be ended, or this sees the
   * new epoch. And openings meet each other there, so that the count, which is taken after, is
   * exact.
   */
  @Override
  public Opening open(Session session, User.Epoch seen) {
    return database
        .call(
            "open a session",
            handle ->
                handle
                    .createQuery(SessionSql.OPEN)
                    .bind("id", session.id().value())
                    .bind("user", session.user().value())
                    .bind("seen", seen.value())
                    .bindMap(SessionRows.login(session.login()))
                    .bindArray("methods", String.class, SessionRows.methods(session.login()))
                    .bindMap(SessionRows.chain(session.chain()))
                    .bindMap(SessionRows.lifetime(session.lifetime()))
                    .mapTo(Integer.class)
                    .findOne())
        .<Opening>map(live -> new Opening.Opened(session, live))
        .orElseGet(Opening.Stale::new);
  }

  @Override
  public Optional<Standing> find(SessionId id) {
    return database.call(
        "find a session",
        handle ->
            handle
                .createQuery(SessionSql.FIND)
                .bind("id", id.value())
                .map(SessionRows.STANDING)
                .findOne());
  }

  @Override
  public Optional<Standing> check(SessionId id, KeyId signedWith) {
    return database.call(
        "check a session",
        handle ->
            handle
                .createQuery(SessionSql.CHECK)
                .bind("id", id.value())
                .bind("key", signedWith.value())
                .map(SessionRows.STANDING)
                .findOne());
  }

  @Override
  public Page<Session> list(UserId user, @Nullable SessionId before, int limit, Instant now) {
    var found =
        database.call(
            "list sessions",
            handle ->
                handle
                    .createQuery(SessionSql.LIST)
                    .bind("user", user.value())
                    .bind("before", before == null ? END : before.value())
                    .bind("now", now)
                    .bind("limit", limit + 1L)
                    .map(SessionRows.SESSION)
                    .list());
    return Pages.of(found, limit, session -> session.id().value());
  }

  @Override
  public boolean touch(SessionId id, Instant ifUsedBefore, Instant now) {
    return database.call(
            "note the use of a session",
            handle ->
                handle
                    .createUpdate(
                        """
                        update session
                           set last_used_at = :now
                         where id = :id and last_used_at <= :before and ended_at is null
                        """)
                    .bind("id", id.value())
                    .bind("before", ifUsedBefore)
                    .bind("now", now)
                    .execute())
        == 1;
  }

  /**
   * The guard is the lock: under READ COMMITTED the second of two updates waits for the first,
   * looks at the row anew, and matches nothing.
   */
  @Override
  public Renewal renew(
      PresentedToken presented,
      SecretDigest successor,
      KeyId key,
      SessionPolicy policy,
      Instant now) {
    return database
        .call(
            "renew a session",
            handle ->
                handle
                    .createQuery(SessionSql.RENEW)
                    .bind("id", presented.session().value())
                    .bind("generation", presented.generation())
                    .bind("presented", presented.digest().bytes())
                    .bind("successor", successor.bytes())
                    .bind("key", key.value())
                    .bind("idle", now.plus(policy.idle()))
                    .bind("now", now)
                    .map(SessionRows.STANDING)
                    .findOne())
        .<Renewal>map(Renewal.Renewed::new)
        .orElseGet(() -> whyNot(presented, successor, policy, now));
  }

  private Renewal whyNot(
      PresentedToken presented, SecretDigest successor, SessionPolicy policy, Instant now) {
    return find(presented.session())
        .filter(standing -> standing.isGood(now))
        .map(standing -> judge(presented, successor, standing, policy, now))
        .orElseGet(Renewal.Refused::new);
  }

  /**
   * The digest before last is not kept; that an older token is ours, its tag has shown. One whose
   * place was taken by a new proof leads nowhere, also in the grace.
   */
  private static Renewal judge(
      PresentedToken presented,
      SecretDigest successor,
      Standing standing,
      SessionPolicy policy,
      Instant now) {
    var chain = standing.session().chain();
    if (presented.generation() >= chain.generation()) {
      return new Renewal.Refused();
    }
    if (presented.generation() < chain.generation() - 1) {
      return new Renewal.Reused(standing.session());
    }
    if (!Optional.of(presented.digest()).equals(Optional.ofNullable(chain.previous()))) {
      return new Renewal.Refused();
    }
    if (!isInGrace(chain, policy, now)) {
      return new Renewal.Reused(standing.session());
    }
    return chain.current().equals(successor)
        ? new Renewal.Repeated(standing)
        : new Renewal.Refused();
  }

  private static boolean isInGrace(Session.RefreshChain chain, SessionPolicy policy, Instant now) {
    var rotatedAt = chain.rotatedAt();
    return rotatedAt != null && rotatedAt.plus(policy.grace()).isAfter(now);
  }

  @Override
  public Optional<Standing> reauthenticate(Reproof reproof, SessionPolicy policy) {
    var proof = reproof.proof();
    var methods = proof.methods().stream().map(AuthenticationMethod::reference).toList();
    return database.call(
        "show anew whose session it is",
        handle ->
            handle
                .createQuery(SessionSql.REAUTHENTICATE)
                .bind("id", reproof.session().value())
                .bind("user", proof.user().value())
                .bind("epoch", proof.epoch().value())
                .bind("generation", reproof.generation())
                .bind("successor", reproof.successor().bytes())
                .bind("key", reproof.key().value())
                .bindArray("methods", String.class, methods)
                .bind("assurance", AssuranceLevel.reachedBy(proof.methods()).reference())
                .bind("idle", proof.at().plus(policy.idle()))
                .bind("now", proof.at())
                .map(SessionRows.STANDING)
                .findOne());
  }

  @Override
  public boolean end(SessionId id, UserId owner, Instant now) {
    return database.call(
            "end a session",
            handle ->
                handle
                    .createUpdate(
                        """
                        update session
                           set ended_at = :now
                         where id = :id and user_id = :owner and ended_at is null
                        """)
                    .bind("id", id.value())
                    .bind("owner", owner.value())
                    .bind("now", now)
                    .execute())
        == 1;
  }

  @Override
  public int endAll(UserId user, Instant now) {
    return database.call(
        "end all sessions",
        handle ->
            handle
                .createUpdate(SessionSql.END_ALL)
                .bind("user", user.value())
                .bind("now", now)
                .execute());
  }

  @Override
  public int endOthers(UserId user, SessionId kept, Instant now) {
    return database.call(
        "end all other sessions",
        handle ->
            handle
                .createUpdate(SessionSql.END_OTHERS)
                .bind("user", user.value())
                .bind("kept", kept.value())
                .bind("now", now)
                .execute());
  }

  @Override
  public List<SessionId> endOldest(UserId user, int keep, Instant now) {
    return database.call(
        "end the oldest sessions",
        handle ->
            handle
                .createQuery(SessionSql.END_OLDEST)
                .bind("user", user.value())
                .bind("keep", keep)
                .bind("now", now)
                .map((row, context) -> new SessionId(Rows.uuid(row, "id")))
                .list());
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge(
        "purge sessions",
        """
        delete from session
         where ctid = any(array(
           select ctid from session
            where least(idle_expires_at, expires_at, ended_at) < :before
            limit :batch
              for update skip locked))
        """,
        overBefore);
  }
}
