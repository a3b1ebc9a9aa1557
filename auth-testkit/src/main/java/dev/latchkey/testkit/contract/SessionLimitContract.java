package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract about how many sessions a user has. */
abstract class SessionLimitContract extends SessionUseContract {
  private static final int LIMIT = 3;

  @Test
  void an_opening_tells_how_many_live_sessions_there_are_with_it() {
    added(ADA);
    var sessions = sessionsOf(ADA, 3);

    for (var n = 0; n < sessions.size(); n++) {
      assertThat(open(sessions.get(n), ADA.epoch()))
          .isEqualTo(new Opening.Opened(sessions.get(n), n + 1));
    }
  }

  @Test
  void an_opening_inside_a_unit_counts_what_its_unit_opened_before() {
    added(ADA);
    var sessions = sessionsOf(ADA, 2);

    var second =
        inUnit(
            () -> {
              storage.sessions().open(sessions.getFirst(), ADA.epoch());
              return storage.sessions().open(sessions.getLast(), ADA.epoch());
            });

    assertThat(second).isEqualTo(new Opening.Opened(sessions.getLast(), 2));
  }

  @Test
  void an_opening_counts_neither_what_is_over_nor_the_sessions_of_others() {
    opened();
    time.advance(IDLE);
    end(opened(ADA), ADA.id());
    opened(added(BOB));
    var session = ASession.of(ADA, ids.next(), now());

    assertThat(open(session, ADA.epoch())).isEqualTo(new Opening.Opened(session, 1));
  }

  @Test
  void an_opening_counts_what_is_alive_for_the_last_moment() {
    opened();
    time.advance(IDLE.minus(TICK));
    var session = ASession.of(ADA, ids.next(), now());

    assertThat(open(session, ADA.epoch())).isEqualTo(new Opening.Opened(session, 2));
  }

  @Test
  void of_many_who_open_at_the_same_moment_each_counts_all_that_were_opened_before() {
    for (var round = 0; round < ROUNDS; round++) {
      var user = added(AUser.withId(ids.next(), "user-" + round + "@example.com"));
      var openers = new ArrayList<Callable<Opening>>();
      sessionsOf(user, Race.MANY)
          .forEach(session -> openers.add(() -> open(session, user.epoch())));

      assertThat(Race.between(openers))
          .map(opening -> ((Opening.Opened) opening).live())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, Race.MANY).boxed().toList());
    }
  }

  @Test
  @Requirement("S1-22")
  void of_many_who_log_in_at_the_same_moment_no_more_than_the_limit_are_ever_signed_in() {
    for (var round = 0; round < ROUNDS; round++) {
      var user = added(AUser.withId(ids.next(), "user-" + round + "@example.com"));
      var logins = new ArrayList<Callable<Boolean>>();
      sessionsOf(user, Race.MANY)
          .forEach(
              session ->
                  logins.add(() -> logIn(session, user, LIMIT) && listed(user).size() <= LIMIT));

      assertThat(Race.between(logins)).containsOnly(true);
      assertThat(listed(user)).hasSize(LIMIT);
    }
  }

  @Test
  void the_limit_holds_while_sessions_are_ended_too() {
    for (var round = 0; round < ROUNDS; round++) {
      var user = added(AUser.withId(ids.next(), "user-" + round + "@example.com"));
      var racers = new ArrayList<Callable<Boolean>>();
      for (Session session : sessionsOf(user, Race.MANY / 2)) {
        racers.add(() -> logIn(session, user, LIMIT) && listed(user).size() <= LIMIT);
        racers.add(() -> end(session, user.id()) || listed(user).size() <= LIMIT);
      }

      assertThat(Race.between(racers)).containsOnly(true);
      assertThat(listed(user)).hasSizeLessThanOrEqualTo(LIMIT);
    }
  }

  @Test
  void the_oldest_sessions_end_until_so_many_are_left() {
    added(ADA);
    var sessions = openedMore(5);

    assertThat(endOldest(ADA, 2)).isEqualTo(idsOf(sessions.subList(0, 3)));

    assertThat(listed(ADA)).containsExactly(sessions.get(4), sessions.get(3));
    assertThat(standing(sessions.getFirst()).session().lifetime())
        .isEqualTo(sessions.getFirst().lifetime().ended(now()));
  }

  @Test
  void the_oldest_is_who_was_opened_first_and_not_who_was_used_last() {
    added(ADA);
    var sessions = openedMore(2);
    time.advance(GRACE);
    renew(sessions.getFirst(), 0);

    assertThat(endOldest(ADA, 1)).isEqualTo(idsOf(sessions.subList(0, 1)));
  }

  @Test
  void nothing_ends_where_no_more_than_so_many_are_alive() {
    var expired = opened();
    time.advance(IDLE);
    var alive = openedMore(2);
    opened(added(BOB));

    assertThat(endOldest(ADA, 2)).isEmpty();

    assertThat(alive).allMatch(this::isAlive);
    assertThat(standing(expired).session()).isEqualTo(expired);
  }

  @Test
  void the_sessions_of_others_do_not_end() {
    var ofAda = opened();
    added(BOB);
    var ofBob = List.of(opened(BOB), opened(BOB));

    assertThat(endOldest(BOB, 0)).isEqualTo(idsOf(ofBob));
    assertThat(isAlive(ofAda)).isTrue();
  }

  @Test
  void of_many_who_end_the_oldest_each_names_what_it_ended_itself() {
    added(ADA);
    var sessions = openedMore(8);

    var ended = Race.of(Race.MANY, () -> endOldest(ADA, 2));

    assertThat(ended.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(idsOf(sessions.subList(0, 6)));
    assertThat(listed(ADA)).hasSize(2);
  }

  private static List<SessionId> idsOf(List<Session> sessions) {
    return sessions.stream().map(Session::id).toList();
  }
}
