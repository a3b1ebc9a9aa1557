package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Session.Lifetime;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.testkit.fixture.ASigningKey;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract about sessions in use: checking and noting it. */
abstract class SessionUseContract extends SessionProofContract {
  private static final KeyId KEY = new KeyId("signing-1");
  private static final KeyId OTHER_KEY = new KeyId("signing-2");

  @Test
  void a_session_is_checked_as_it_is_found() {
    storage.signingKeys().addFirst(ASigningKey.active(KEY.value(), now()));
    var session = opened();

    assertThat(check(session, KEY)).contains(new Standing(session, ADA));
    assertThat(storage.sessions().check(UNKNOWN, KEY)).isEmpty();
  }

  @Test
  void a_check_finds_ended_sessions_and_disabled_users_as_they_are() {
    var session = opened();
    disableAndEndAll(ADA);

    assertThat(check(session, KEY)).contains(standing(session));
    assertThat(check(session, KEY)).get().matches(standing -> !standing.isGood(now()));
  }

  @Test
  void only_a_revoked_key_keeps_a_session_from_being_found() {
    var session = opened();
    storage.signingKeys().addFirst(ASigningKey.active(KEY.value(), now()));
    storage.signingKeys().announce(ASigningKey.announced(OTHER_KEY.value(), now()));
    assertThat(check(session, OTHER_KEY)).as("announced").isPresent();

    storage.signingKeys().promote(OTHER_KEY, now());
    assertThat(check(session, OTHER_KEY)).as("active").isPresent();
    assertThat(check(session, KEY)).as("retired").isPresent();

    storage.signingKeys().forget(now().plus(TICK));
    assertThat(check(session, KEY)).as("forgotten").isPresent();

    revoke(OTHER_KEY);
    assertThat(check(session, OTHER_KEY)).as("revoked").isEmpty();
  }

  @Test
  void a_session_whose_tokens_were_signed_with_a_revoked_key_goes_on_with_another() {
    storage.signingKeys().addFirst(ASigningKey.active(KEY.value(), now()));
    var session = opened();
    revoke(KEY);

    assertThat(check(session, KEY)).isEmpty();
    assertThat(check(session, OTHER_KEY)).contains(new Standing(session, ADA));
    assertThat(renew(session, 0)).isInstanceOf(Renewal.Renewed.class);
  }

  @Test
  void a_revocation_that_is_undone_was_none() {
    storage.signingKeys().addFirst(ASigningKey.active(KEY.value(), now()));
    var session = opened();

    undone(() -> storage.signingKeys().revoke(KEY, now()));

    assertThat(check(session, KEY)).isPresent();
  }

  @Test
  void every_check_sees_a_revocation_from_the_moment_that_it_is_committed() {
    var session = opened();
    for (var round = 0; round < ROUNDS; round++) {
      var key = ASigningKey.active("signing-" + round, now());
      assertThat(storage.signingKeys().addFirst(key)).isTrue();
      var racers = new ArrayList<Callable<Boolean>>();
      IntStream.range(1, Race.MANY)
          .forEach(n -> racers.add(() -> check(session, key.id()).isPresent()));
      racers.add(0, () -> revoke(key.id()) && check(session, key.id()).isEmpty());

      assertThat(Race.between(racers).getFirst()).isTrue();
      assertThat(check(session, key.id())).isEmpty();
    }
  }

  @Test
  void a_use_is_noted_and_moves_no_limit() {
    var session = opened();
    time.advance(GRACE);

    assertThat(touch(session, now())).isTrue();

    assertThat(standing(session).session()).isEqualTo(usedAt(session, now()));
  }

  @Test
  void a_use_is_noted_unless_the_last_note_is_younger_than_asked_for() {
    var session = opened();
    var opening = now();
    time.advance(GRACE);

    assertThat(touch(session, opening.minus(TICK))).isFalse();
    assertThat(standing(session).session()).isEqualTo(session);
    assertThat(touch(session, opening)).isTrue();
    assertThat(touch(session, now().minus(TICK))).isFalse();
  }

  @Test
  void a_renewal_is_a_use() {
    var session = opened();
    time.advance(GRACE);
    renew(session, 0);

    assertThat(touch(session, now().minus(TICK))).isFalse();
    assertThat(touch(session, now())).isTrue();
  }

  @Test
  void the_use_of_one_session_is_not_that_of_another() {
    var session = opened();
    var other = opened(ADA);
    time.advance(GRACE);
    touch(session, now());

    assertThat(standing(other).session()).isEqualTo(other);
  }

  @Test
  void no_use_is_noted_of_an_ended_or_unknown_session() {
    var session = opened();
    end(session, ADA.id());
    var ended = standing(session);
    time.advance(GRACE);

    assertThat(touch(session, now())).isFalse();
    assertThat(standing(session)).isEqualTo(ended);
    assertThat(storage.sessions().touch(UNKNOWN, now(), now())).isFalse();
  }

  @Test
  void of_many_who_note_a_use_at_the_same_moment_one_writes() {
    added(ADA);
    for (var round = 0; round < ROUNDS; round++) {
      var session = opened(ADA);
      var before = now();
      time.advance(GRACE);

      assertThat(Race.of(Race.MANY, () -> touch(session, before))).containsOnlyOnce(true);
    }
  }

  @Test
  void noting_uses_revives_no_session_and_takes_no_renewal_back() {
    added(ADA);
    for (var round = 0; round < ROUNDS; round++) {
      var session = opened(ADA);
      time.advance(GRACE);
      var racers = new ArrayList<Callable<Boolean>>();
      IntStream.range(2, Race.MANY).forEach(n -> racers.add(() -> touch(session, now())));
      racers.add(0, () -> end(session, ADA.id()));
      racers.add(0, () -> renew(session, 0) instanceof Renewal.Renewed);

      var answers = Race.between(racers);

      assertThat(answers.get(1)).isTrue();
      assertThat(isAlive(session)).isFalse();
      assertThat(standing(session).session().chain().generation())
          .isEqualTo(answers.getFirst() ? 1 : 0);
    }
  }

  @Test
  @Requirement({"S1-106", "S3-74"})
  void live_sessions_are_listed_with_what_is_known_of_them_the_newest_first() {
    var first = opened();
    time.advance(GRACE);
    var second = opened(ADA);
    time.advance(GRACE);
    var third = opened(ADA);
    touch(first, now());

    assertThat(listed(ADA)).containsExactly(third, second, usedAt(first, now()));
  }

  @Test
  void nobody_sees_the_sessions_of_somebody_else() {
    var ofAda = opened();
    var ofBob = opened(added(BOB));

    assertThat(listed(ADA)).containsExactly(ofAda);
    assertThat(listed(BOB)).containsExactly(ofBob);
  }

  @Test
  void whoever_is_signed_in_nowhere_has_an_empty_list() {
    added(ADA);

    assertThat(listed(ADA)).isEmpty();
  }

  @Test
  void ended_sessions_are_not_listed() {
    var ended = opened();
    var alive = opened(ADA);
    end(ended, ADA.id());

    assertThat(listed(ADA)).containsExactly(alive);
  }

  @Test
  void a_session_is_listed_until_the_instant_it_was_idle_for_too_long() {
    var session = opened();

    time.advance(IDLE.minus(TICK));
    assertThat(listed(ADA)).containsExactly(session);
    time.advance(TICK);
    assertThat(listed(ADA)).isEmpty();
  }

  @Test
  void a_session_is_listed_until_the_instant_of_its_absolute_limit() {
    var session = opened();
    var step = ABSOLUTE.dividedBy(6);
    for (var generation = 0; generation < 5; generation++) {
      time.advance(step);
      renew(session, generation);
    }

    time.advance(step.minus(TICK));
    assertThat(listed(ADA)).extracting(Session::id).containsExactly(session.id());
    time.advance(TICK);
    assertThat(listed(ADA)).isEmpty();
  }

  @Test
  void a_page_holds_so_many_and_says_where_to_go_on() {
    added(ADA);
    var all = openedMore(5).reversed();

    var first = storage.sessions().list(ADA.id(), null, 2, now());
    assertThat(first.items()).isEqualTo(all.subList(0, 2));
    assertThat(first.next()).contains(all.get(1).id().value());

    var rest = storage.sessions().list(ADA.id(), all.get(1).id(), 3, now());
    assertThat(rest.items()).isEqualTo(all.subList(2, 5));
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void a_list_goes_on_after_a_session_that_is_gone() {
    added(ADA);
    var all = openedMore(3);
    end(all.get(1), ADA.id());
    purge(now().plus(TICK));

    var rest = storage.sessions().list(ADA.id(), all.get(1).id(), 10, now());

    assertThat(storage.sessions().find(all.get(1).id())).isEmpty();
    assertThat(rest.items()).containsExactly(all.getFirst());
  }

  @Test
  void a_list_is_read_through_without_gap_or_repetition_while_sessions_are_opened() {
    added(ADA);
    var there = openedMore(20).reversed();
    for (var round = 0; round < ROUNDS; round++) {
      var openers = sessionsOf(ADA, Race.MANY / 2);
      var racers = new ArrayList<Callable<Boolean>>();
      openers.forEach(
          session -> racers.add(() -> open(session, ADA.epoch()) instanceof Opening.Opened));
      openers.forEach(session -> racers.add(() -> isInOrderAndHas(there, pagedThrough(ADA, 3))));

      assertThat(Race.between(racers)).containsOnly(true);
      openers.forEach(session -> end(session, ADA.id()));
    }
  }

  private static boolean isInOrderAndHas(List<Session> there, List<Session> all) {
    assertThat(all).doesNotHaveDuplicates().endsWith(there.toArray(Session[]::new));
    assertThat(all)
        .extracting(session -> session.id().value())
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    return true;
  }

  private static Session usedAt(Session session, Instant use) {
    var old = session.lifetime();
    var lifetime =
        new Lifetime(old.createdAt(), use, old.idleExpiresAt(), old.expiresAt(), old.endedAt());
    return new Session(session.id(), session.user(), session.login(), session.chain(), lifetime);
  }
}
