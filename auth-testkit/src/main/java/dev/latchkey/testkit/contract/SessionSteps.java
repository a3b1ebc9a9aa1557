package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.session.Sessions.PresentedToken;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a test of sessions does, step by step. */
abstract class SessionSteps extends StorageContract {
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final Duration IDLE = ASession.POLICY.idle();
  static final Duration ABSOLUTE = ASession.POLICY.absolute();
  static final Duration GRACE = ASession.POLICY.grace();
  static final int ROUNDS = 25;
  static final int BUSY = 4;
  static final User ADA = AUser.named("Ada", "ada@example.com");
  static final User BOB = AUser.owning("bob@example.com");
  static final SessionId UNKNOWN = new SessionId(NamedIds.of("no session"));

  /** A session of Ada, who is added first. */
  final Session opened() {
    return opened(added(ADA));
  }

  /** A new session of somebody who is there. */
  final Session opened(User user) {
    var session = ASession.of(user, ids.next(), now());
    assertThat(open(session, user.epoch())).isInstanceOf(Opening.Opened.class);
    return session;
  }

  final Opening open(Session session, User.Epoch seen) {
    return inUnit(() -> storage.sessions().open(session, seen));
  }

  /** Trades the token of this generation in for that of the next. */
  final Renewal renew(Session session, int generation) {
    return renew(ASession.token(session, generation), "rotation-1");
  }

  final Renewal renew(PresentedToken presented, String key) {
    var successor = Secrets.digest(ASession.secretOf(presented.generation() + 1));
    return inUnit(
        () ->
            storage
                .sessions()
                .renew(presented, successor, Secrets.key(key), ASession.POLICY, now()));
  }

  final boolean end(Session session, UserId owner) {
    return inUnit(() -> storage.sessions().end(session.id(), owner, now()));
  }

  final int endAll(User user) {
    return inUnit(() -> storage.sessions().endAll(user.id(), now()));
  }

  final int endOthers(User user, Session kept) {
    return inUnit(() -> storage.sessions().endOthers(user.id(), kept.id(), now()));
  }

  final int purge(Instant overBefore) {
    return inUnit(() -> storage.sessions().purge(overBefore));
  }

  final Standing standing(Session session) {
    return storage.sessions().find(session.id()).orElseThrow();
  }

  final boolean isAlive(Session session) {
    return storage
        .sessions()
        .find(session.id())
        .filter(standing -> standing.session().isAlive(now()))
        .isPresent();
  }

  /** What happens to a user who is disabled, all in one unit. */
  final boolean disableAndEndAll(User user) {
    return inUnit(
        () -> {
          var disabled = storage.users().disable(user.id());
          storage.sessions().endAll(user.id(), now());
          return disabled;
        });
  }

  /** What a change of password does to the sessions, all in one unit. */
  final boolean raiseEpochAndEndAll(User user) {
    return inUnit(
        () -> {
          var raised = storage.users().raiseEpoch(user.id());
          storage.sessions().endAll(user.id(), now());
          return raised;
        });
  }

  /** Logs in from several threads while the user's sessions are ended for good. */
  final void noneAliveAfter(Predicate<User> endingForGood) {
    for (var round = 0; round < ROUNDS; round++) {
      var user = added(AUser.withId(ids.next(), "user-" + round + "@example.com"));
      var sessions = sessionsOf(user, Race.MANY - 1);
      var racers = new ArrayList<Callable<Object>>();
      sessions.forEach(session -> racers.add(() -> open(session, user.epoch())));
      racers.add(1, () -> endingForGood.test(user));

      assertThat(Race.between(racers).get(1)).isEqualTo(true);
      assertThat(sessions).noneMatch(this::isAlive);
    }
  }

  /** So many sessions that are not opened yet, the oldest first. */
  final List<Session> sessionsOf(User user, int count) {
    return Stream.generate(() -> ASession.of(user, ids.next(), now())).limit(count).toList();
  }

  /** So many more sessions of Ada, the oldest first. */
  final List<Session> openedMore(int count) {
    return Stream.generate(() -> opened(ADA)).limit(count).toList();
  }

  final Optional<Standing> check(Session session, KeyId key) {
    return anotherNode().sessions().check(session.id(), key);
  }

  final boolean revoke(KeyId key) {
    return inUnit(() -> storage.signingKeys().revoke(key, now()));
  }

  final boolean touch(Session session, Instant ifUsedBefore) {
    return storage.sessions().touch(session.id(), ifUsedBefore, now());
  }

  /** Every live session of the user, the newest first. */
  final List<Session> listed(User user) {
    var page = storage.sessions().list(user.id(), null, 1000, now());
    assertThat(page.next()).isEmpty();
    return page.items();
  }

  /** Reads the whole list from one page to the next. */
  final List<Session> pagedThrough(User user, int limit) {
    var all = new ArrayList<Session>();
    var page = storage.sessions().list(user.id(), null, limit, now());
    all.addAll(page.items());
    while (page.next().isPresent()) {
      var before = new SessionId(page.next().get());
      page = storage.sessions().list(user.id(), before, limit, now());
      all.addAll(page.items());
    }
    return all;
  }

  final List<SessionId> endOldest(User user, int keep) {
    return inUnit(() -> storage.sessions().endOldest(user.id(), keep, now()));
  }

  /** Opens a session and ends those that are too many, as a login does in its unit. */
  final boolean logIn(Session session, User user, int limit) {
    return inUnit(
        () -> {
          var opening = storage.sessions().open(session, user.epoch());
          if (opening instanceof Opening.Opened(var opened, var live) && live > limit) {
            storage.sessions().endOldest(user.id(), limit, now());
          }
          return opening instanceof Opening.Opened;
        });
  }

  /** Trades in each of the first tokens in turn, whatever the answer; one pass of a busy client. */
  final Renewal renewOften(Session session) {
    var last = renew(session, 0);
    for (var generation = 1; generation < BUSY; generation++) {
      last = renew(session, generation);
    }
    return last;
  }

  /** Whether no token of the session that a busy client may hold is worth anything. */
  final boolean nothingIsRenewed(Session session) {
    return IntStream.rangeClosed(0, BUSY)
        .mapToObj(generation -> renew(session, generation))
        .allMatch(Renewal.Refused.class::isInstance);
  }

  /** Ends sessions while many clients renew them; once that is acknowledged, no token works. */
  final void noTokenWorksAfter(BiPredicate<User, Session> ending) {
    for (var round = 0; round < ROUNDS; round++) {
      var user = added(AUser.withId(ids.next(), "user-" + round + "@example.com"));
      var session = opened(user);
      var racers = new ArrayList<Callable<Object>>();
      IntStream.range(1, Race.MANY).forEach(n -> racers.add(() -> renewOften(session)));
      racers.add(Race.MANY / 2, () -> ending.test(user, session) && nothingIsRenewed(session));

      assertThat(Race.between(racers).get(Race.MANY / 2)).isEqualTo(true);
      assertThat(isAlive(session)).isFalse();
    }
  }

  final int raiseAndCount() {
    return inUnit(
        () -> {
          storage.users().raiseEpoch(ADA.id());
          return storage.sessions().endAll(ADA.id(), now());
        });
  }

  static Standing standingIn(Renewal renewal) {
    return switch (renewal) {
      case Renewal.Renewed renewed -> renewed.standing();
      case Renewal.Repeated repeated -> repeated.standing();
      case Renewal.Reused reused -> throw new AssertionError("reused");
      case Renewal.Refused refused -> throw new AssertionError("refused");
    };
  }
}
