package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Session.Lifetime;
import dev.latchkey.domain.session.Session.RefreshChain;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemorySessions implements Sessions {
  private final InMemoryState state;

  InMemorySessions(InMemoryState state) {
    this.state = state;
  }

  @Override
  public Opening open(Session session, User.Epoch seen) {
    return state.with(
        rows -> {
          var user = rows.users.get(session.user());
          if (user == null || !user.isActive() || !user.epoch().equals(seen)) {
            return new Opening.Stale();
          }
          rows.sessions.put(session.id(), session);
          return new Opening.Opened(
              session, live(rows, user.id(), session.lifetime().createdAt()).size());
        });
  }

  @Override
  public Optional<Standing> find(SessionId id) {
    return state.with(rows -> standing(rows, id));
  }

  @Override
  public Optional<Standing> check(SessionId id, KeyId signedWith) {
    return state.with(rows -> standing(rows, id).filter(standing -> !isRevoked(rows, signedWith)));
  }

  private static boolean isRevoked(Rows rows, KeyId key) {
    return Optional.ofNullable(rows.signingKeys.get(key))
        .filter(known -> known.state() == SigningKey.State.REVOKED)
        .isPresent();
  }

  @Override
  public Page<Session> list(UserId user, @Nullable SessionId before, int limit, Instant now) {
    return Keyset.page(
        state.with(rows -> newestFirst(rows, user, before, now)),
        limit,
        session -> session.id().value());
  }

  private static List<Session> newestFirst(
      Rows rows, UserId user, @Nullable SessionId before, Instant now) {
    return live(rows, user, now).reversed().stream()
        .filter(session -> before == null || isOlder(session.id(), before))
        .toList();
  }

  private static boolean isOlder(SessionId one, SessionId other) {
    return Keyset.BY_BITS.compare(one.value(), other.value()) < 0;
  }

  @Override
  public boolean touch(SessionId id, Instant ifUsedBefore, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.sessions.get(id))
                .filter(session -> session.lifetime().endedAt() == null)
                .filter(session -> !session.lifetime().lastUsedAt().isAfter(ifUsedBefore))
                .map(session -> rows.sessions.put(id, with(session, usedAt(session, now))))
                .isPresent());
  }

  private static Lifetime usedAt(Session session, Instant now) {
    var old = session.lifetime();
    return new Lifetime(old.createdAt(), now, old.idleExpiresAt(), old.expiresAt(), old.endedAt());
  }

  private static Optional<Standing> standing(Rows rows, SessionId id) {
    return Optional.ofNullable(rows.sessions.get(id)).flatMap(session -> withUser(rows, session));
  }

  private static Optional<Standing> withUser(Rows rows, Session session) {
    return Optional.ofNullable(rows.users.get(session.user()))
        .map(user -> new Standing(session, user));
  }

  @Override
  public Renewal renew(
      PresentedToken presented,
      SecretDigest successor,
      KeyId key,
      SessionPolicy policy,
      Instant now) {
    return state.with(
        rows ->
            standing(rows, presented.session())
                .filter(standing -> standing.isGood(now))
                .map(
                    standing ->
                        isCurrent(standing.session().chain(), presented)
                            ? renewed(rows, standing, successor, key, policy, now)
                            : spent(standing, presented, successor, policy.grace(), now))
                .orElseGet(Renewal.Refused::new));
  }

  private static boolean isCurrent(RefreshChain chain, PresentedToken presented) {
    return presented.generation() == chain.generation()
        && presented.digest().equals(chain.current());
  }

  private static Renewal renewed(
      Rows rows,
      Standing standing,
      SecretDigest successor,
      KeyId key,
      SessionPolicy policy,
      Instant now) {
    var old = standing.session();
    var renewed =
        new Session(
            old.id(),
            old.user(),
            old.login(),
            old.chain().succeededBy(successor, key, now),
            old.lifetime().usedAt(now, policy));
    rows.sessions.put(renewed.id(), renewed);
    return new Renewal.Renewed(new Standing(renewed, standing.user()));
  }

  private static Renewal spent(
      Standing standing,
      PresentedToken presented,
      SecretDigest successor,
      Duration grace,
      Instant now) {
    var chain = standing.session().chain();
    if (presented.generation() < chain.generation() - 1) {
      return new Renewal.Reused(standing.session());
    }
    if (presented.generation() != chain.generation() - 1
        || !Objects.equals(presented.digest(), chain.previous())) {
      return new Renewal.Refused();
    }
    if (!isInGrace(chain, grace, now)) {
      return new Renewal.Reused(standing.session());
    }
    return chain.current().equals(successor)
        ? new Renewal.Repeated(standing)
        : new Renewal.Refused();
  }

  private static boolean isInGrace(RefreshChain chain, Duration grace, Instant now) {
    var rotatedAt = chain.rotatedAt();
    return rotatedAt != null && rotatedAt.plus(grace).isAfter(now);
  }

  @Override
  public Optional<Standing> reauthenticate(Reproof reproof, SessionPolicy policy) {
    return state.with(
        rows ->
            standing(rows, reproof.session())
                .filter(standing -> isAsProven(standing, reproof))
                .map(standing -> reproven(rows, standing, reproof, policy)));
  }

  private static boolean isAsProven(Standing standing, Reproof reproof) {
    var proof = reproof.proof();
    return standing.isGood(proof.at())
        && standing.user().id().equals(proof.user())
        && standing.user().epoch().equals(proof.epoch())
        && standing.session().chain().generation() == reproof.generation();
  }

  private static Standing reproven(
      Rows rows, Standing standing, Reproof reproof, SessionPolicy policy) {
    var old = standing.session();
    var proof = reproof.proof();
    var login =
        new Session.Login(
            proof.at(),
            proof.methods(),
            AssuranceLevel.reachedBy(proof.methods()),
            old.login().address(),
            old.login().userAgent(),
            old.login().hints());
    var session =
        new Session(
            old.id(),
            old.user(),
            login,
            old.chain().succeededBy(reproof.successor(), reproof.key(), proof.at()),
            old.lifetime().usedAt(proof.at(), policy));
    rows.sessions.put(session.id(), session);
    return new Standing(session, standing.user());
  }

  @Override
  public boolean end(SessionId id, UserId owner, Instant now) {
    return state.with(
        rows ->
            Optional.ofNullable(rows.sessions.get(id))
                .filter(session -> session.user().equals(owner))
                .filter(session -> session.lifetime().endedAt() == null)
                .map(session -> rows.sessions.put(id, ended(session, now)))
                .isPresent());
  }

  @Override
  public int endAll(UserId user, Instant now) {
    return state.with(
        rows -> {
          var alive = live(rows, user, now);
          alive.forEach(session -> rows.sessions.put(session.id(), ended(session, now)));
          return alive.size();
        });
  }

  @Override
  public int endOthers(UserId user, SessionId kept, Instant now) {
    return state.with(
        rows -> {
          var others = live(rows, user, now).stream().filter(s -> !s.id().equals(kept)).toList();
          others.forEach(session -> rows.sessions.put(session.id(), ended(session, now)));
          return others.size();
        });
  }

  @Override
  public List<SessionId> endOldest(UserId user, int keep, Instant now) {
    return state.with(
        rows -> {
          var alive = live(rows, user, now);
          var oldest = alive.subList(0, Math.max(0, alive.size() - keep));
          oldest.forEach(session -> rows.sessions.put(session.id(), ended(session, now)));
          return oldest.stream().map(Session::id).toList();
        });
  }

  /** The oldest first. */
  private static List<Session> live(Rows rows, UserId user, Instant now) {
    return rows.sessions.values().stream()
        .filter(session -> session.user().equals(user) && session.isAlive(now))
        .sorted(Comparator.comparing(session -> session.id().value(), Keyset.BY_BITS))
        .toList();
  }

  @Override
  public int purge(Instant overBefore) {
    return state.with(
        rows -> {
          var before = rows.sessions.size();
          rows.sessions.values().removeIf(s -> overAt(s.lifetime()).isBefore(overBefore));
          return before - rows.sessions.size();
        });
  }

  private static Instant overAt(Lifetime lifetime) {
    var endedAt = lifetime.endedAt();
    return endedAt != null && endedAt.isBefore(lifetime.limit()) ? endedAt : lifetime.limit();
  }

  private static Session ended(Session session, Instant now) {
    return with(session, session.lifetime().ended(now));
  }

  private static Session with(Session session, Lifetime lifetime) {
    return new Session(session.id(), session.user(), session.login(), session.chain(), lifetime);
  }
}
