package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.session.Sessions} promises: here about opening and ending;
 * what is inherited is about sessions in use, how many there may be, and renewing.
 */
public abstract class SessionsContract extends SessionRenewalContract {
  @Test
  @Requirement({"S0-11", "S0-12", "S0-13", "S4-02"})
  void a_session_is_found_as_it_was_opened_and_with_its_user() {
    var session = opened();

    assertThat(storage.sessions().find(session.id())).contains(new Standing(session, ADA));
    assertThat(session.login().address()).isEqualTo(ASession.CLIENT.address());
    assertThat(session.login().hints()).isEqualTo(ASession.CLIENT.hints());
  }

  @Test
  void a_session_from_nowhere_is_found_as_it_was_opened() {
    added(ADA);
    var session = ASession.of(ADA, ids.next(), ClientContext.none(), now());
    open(session, ADA.epoch());

    assertThat(storage.sessions().find(session.id())).contains(new Standing(session, ADA));
  }

  @Test
  void an_unknown_session_is_not_found() {
    opened();

    assertThat(storage.sessions().find(UNKNOWN)).isEmpty();
  }

  @Test
  void an_ended_session_is_found_too() {
    var session = opened();
    end(session, ADA.id());

    assertThat(standing(session).session().lifetime()).isEqualTo(session.lifetime().ended(now()));
    assertThat(standing(session).isGood(now())).isFalse();
  }

  @Test
  void a_session_is_found_with_its_user_as_he_is_now() {
    var session = opened();
    inUnit(() -> storage.users().disable(ADA.id()));

    assertThat(standing(session).user()).isEqualTo(storage.users().find(ADA.id()).orElseThrow());
    assertThat(standing(session).isGood(now())).isFalse();
  }

  @Test
  void a_user_may_have_several_sessions() {
    var first = opened();
    var second = opened(ADA);

    assertThat(standing(first).session()).isEqualTo(first);
    assertThat(standing(second).session()).isEqualTo(second);
  }

  @Test
  void nothing_opens_once_the_epoch_was_raised() {
    added(ADA);
    var session = ASession.of(ADA, now());
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(open(session, ADA.epoch())).isEqualTo(new Opening.Stale());
    assertThat(storage.sessions().find(session.id())).isEmpty();
    assertThat(open(session, new User.Epoch(ADA.epoch().value() + 1)))
        .isEqualTo(new Opening.Opened(session, 1));
  }

  @Test
  void nothing_opens_for_a_disabled_user_whatever_epoch_was_seen() {
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));
    var epochNow = storage.users().find(ADA.id()).orElseThrow().epoch();

    assertThat(open(ASession.of(ADA, now()), ADA.epoch())).isEqualTo(new Opening.Stale());
    assertThat(open(ASession.of(ADA, now()), epochNow)).isEqualTo(new Opening.Stale());
  }

  @Test
  void nothing_opens_for_a_user_who_is_gone() {
    assertThat(open(ASession.of(ADA, now()), ADA.epoch())).isEqualTo(new Opening.Stale());
  }

  @Test
  void no_login_that_races_with_disabling_leaves_a_session_alive() {
    noneAliveAfter(this::disableAndEndAll);
  }

  @Test
  void no_login_that_races_with_a_change_of_password_leaves_a_session_alive() {
    noneAliveAfter(this::raiseEpochAndEndAll);
  }

  @Test
  @Requirement("S3-66")
  void ending_ends_one_session_of_its_owner() {
    var session = opened();
    var other = opened(ADA);

    assertThat(end(session, ADA.id())).isTrue();
    assertThat(isAlive(session)).isFalse();
    assertThat(isAlive(other)).isTrue();
  }

  @Test
  void nobody_ends_the_session_of_somebody_else() {
    var session = opened();
    added(BOB);

    assertThat(end(session, BOB.id())).isFalse();
    assertThat(isAlive(session)).isTrue();
  }

  @Test
  void ending_an_ended_session_changes_nothing_and_answers_false() {
    var session = opened();
    end(session, ADA.id());
    var ended = standing(session);
    time.advance(GRACE);

    assertThat(end(session, ADA.id())).isFalse();
    assertThat(standing(session)).isEqualTo(ended);
  }

  @Test
  void ending_an_unknown_session_answers_false() {
    added(ADA);

    assertThat(inUnit(() -> storage.sessions().end(UNKNOWN, ADA.id(), now()))).isFalse();
  }

  @Test
  void of_many_who_end_a_session_at_the_same_moment_one_did() {
    var session = opened();

    assertThat(Race.of(Race.MANY, () -> end(session, ADA.id()))).containsOnlyOnce(true);
  }

  @Test
  void ending_all_ends_every_live_session_of_the_user_and_says_how_many() {
    var expired = opened();
    time.advance(IDLE);
    var ended = opened(ADA);
    end(ended, ADA.id());
    var alive = List.of(opened(ADA), opened(ADA));
    var ofBob = opened(added(BOB));

    assertThat(endAll(ADA)).isEqualTo(alive.size());

    assertThat(alive).noneMatch(this::isAlive);
    assertThat(isAlive(ofBob)).isTrue();
    assertThat(standing(expired).session()).isEqualTo(expired);
    assertThat(endAll(ADA)).isZero();
  }

  @Test
  void ending_all_others_leaves_the_one_in_which_the_user_goes_on() {
    var kept = opened();
    var others = List.of(opened(ADA), opened(ADA));
    var ofBob = opened(added(BOB));

    assertThat(endOthers(ADA, kept)).isEqualTo(others.size());

    assertThat(others).noneMatch(this::isAlive);
    assertThat(isAlive(kept)).isTrue();
    assertThat(isAlive(ofBob)).isTrue();
    assertThat(endOthers(ADA, kept)).isZero();
  }

  @Test
  void of_many_who_end_all_sessions_each_is_counted_once() {
    var sessions = new ArrayList<>(List.of(opened()));
    IntStream.range(1, 5).forEach(n -> sessions.add(opened(ADA)));

    var counts = Race.of(Race.MANY, () -> raiseAndCount());

    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(sessions.size());
  }

  @Test
  void sessions_are_forgotten_once_they_were_over_before_the_given_instant() {
    var ended = opened();
    end(ended, ADA.id());
    var begun = now();
    time.advance(GRACE);
    var alive = opened(ADA);

    assertThat(purge(begun)).isZero();
    assertThat(purge(begun.plus(TICK))).isEqualTo(1);
    assertThat(storage.sessions().find(ended.id())).isEmpty();
    assertThat(purge(alive.lifetime().limit())).isZero();
    assertThat(isAlive(alive)).isTrue();
    assertThat(purge(alive.lifetime().limit().plus(TICK))).isEqualTo(1);
    assertThat(storage.sessions().find(alive.id())).isEmpty();
  }
}
