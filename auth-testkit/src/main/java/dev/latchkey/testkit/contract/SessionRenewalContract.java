package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Sessions.PresentedToken;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract about trading refresh tokens in. */
abstract class SessionRenewalContract extends SessionLimitContract {
  @Test
  @Requirement({"S1-44", "S3-01"})
  void a_current_token_is_replaced_by_its_successor() {
    var session = opened();
    time.advance(IDLE.dividedBy(2));

    var renewal = renew(session, 0);

    var renewed =
        new Session(
            session.id(),
            session.user(),
            session.login(),
            session.chain().succeededBy(Secrets.digest("gen-1"), Secrets.key("rotation-1"), now()),
            session.lifetime().usedAt(now(), ASession.POLICY));
    assertThat(renewal).isEqualTo(new Renewal.Renewed(new Standing(renewed, ADA)));
    assertThat(standing(session).session()).isEqualTo(renewed);
  }

  @Test
  void a_successor_may_be_traded_in_turn() {
    var session = opened();

    assertThat(renew(session, 0)).isInstanceOf(Renewal.Renewed.class);
    assertThat(renew(session, 1)).isInstanceOf(Renewal.Renewed.class);
    assertThat(renew(session, 2)).isInstanceOf(Renewal.Renewed.class);
  }

  @Test
  void a_successor_is_labelled_with_the_key_of_whoever_renewed() {
    var session = opened();

    renew(ASession.token(session, 0), "rotation-2");
    var repeated = renew(ASession.token(session, 0), "rotation-3");

    assertThat(standing(session).session().chain().key()).isEqualTo(Secrets.key("rotation-2"));
    assertThat(repeated).isEqualTo(new Renewal.Repeated(standing(session)));
  }

  @Test
  @Requirement({"S1-44", "S3-01"})
  void of_many_who_present_one_token_one_renews_and_all_are_led_to_the_same_successor() {
    var session = opened();

    var renewals = Race.of(Race.MANY, () -> renew(session, 0));

    assertThat(renewals).filteredOn(Renewal.Renewed.class::isInstance).hasSize(1);
    assertThat(renewals).filteredOn(Renewal.Repeated.class::isInstance).hasSize(Race.MANY - 1);
    assertThat(renewals).extracting(SessionSteps::standingIn).containsOnly(standing(session));
    assertThat(standing(session).session().chain().generation()).isEqualTo(1);
  }

  @Test
  void a_spent_token_is_repeated_until_the_grace_is_over() {
    var session = opened();
    renew(session, 0);

    time.advance(GRACE.minus(TICK));

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Repeated(standing(session)));
  }

  @Test
  void a_spent_token_is_reused_from_the_instant_the_grace_is_over() {
    var session = opened();
    renew(session, 0);

    time.advance(GRACE);

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Reused(standing(session).session()));
  }

  @Test
  void a_spent_token_is_reused_as_soon_as_its_successor_was_traded_in() {
    var session = opened();
    renew(session, 0);
    renew(session, 1);

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Reused(standing(session).session()));
    assertThat(renew(session, 1)).isInstanceOf(Renewal.Repeated.class);
  }

  @Test
  void a_token_spent_long_ago_is_reused() {
    var session = opened();
    for (var generation = 0; generation < 4; generation++) {
      renew(session, generation);
      time.advance(GRACE);
    }

    assertThat(renew(session, 1)).isInstanceOf(Renewal.Reused.class);
    assertThat(renew(session, 4)).isInstanceOf(Renewal.Renewed.class);
  }

  @Test
  void reuse_is_nothing_once_the_session_is_over() {
    var session = opened();
    renew(session, 0);
    time.advance(GRACE);
    end(session, ADA.id());

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Refused());
  }

  @Test
  void a_secret_that_was_never_issued_is_refused_and_harms_nothing() {
    var session = opened();
    renew(session, 0);
    var madeUp = Secrets.digest("made up");

    assertThat(List.of(0, 1, 2))
        .map(generation -> new PresentedToken(session.id(), generation, madeUp))
        .allSatisfy(
            token -> assertThat(renew(token, "rotation-1")).isEqualTo(new Renewal.Refused()));
    assertThat(renew(session, 1)).isInstanceOf(Renewal.Renewed.class);
  }

  @Test
  void a_token_of_an_unknown_session_is_refused() {
    opened();
    var presented = new PresentedToken(UNKNOWN, 0, Secrets.digest("gen-0"));

    assertThat(renew(presented, "rotation-1")).isEqualTo(new Renewal.Refused());
  }

  @Test
  void nothing_is_renewed_at_the_instant_the_session_was_idle_for_too_long() {
    var session = opened();

    time.advance(IDLE);
    assertThat(renew(session, 0)).isEqualTo(new Renewal.Refused());
  }

  @Test
  void a_session_is_renewed_until_it_was_idle_for_too_long() {
    var session = opened();

    time.advance(IDLE.minus(TICK));
    assertThat(renew(session, 0)).isInstanceOf(Renewal.Renewed.class);
    time.advance(IDLE.minus(TICK));
    assertThat(renew(session, 1)).isInstanceOf(Renewal.Renewed.class);
  }

  @Test
  void no_session_outlives_its_absolute_limit_however_busy_it_is() {
    var session = opened();
    var step = ABSOLUTE.dividedBy(6);
    for (var generation = 0; generation < 5; generation++) {
      time.advance(step);
      assertThat(renew(session, generation)).isInstanceOf(Renewal.Renewed.class);
    }

    time.advance(step.minus(TICK));
    assertThat(renew(session, 5)).isInstanceOf(Renewal.Renewed.class);
    time.advance(TICK);
    assertThat(renew(session, 6)).isEqualTo(new Renewal.Refused());
  }

  @Test
  void nothing_is_renewed_for_a_disabled_user() {
    var session = opened();
    inUnit(() -> storage.users().disable(ADA.id()));

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Refused());
  }

  @Test
  void nothing_is_renewed_in_an_ended_session() {
    var session = opened();
    end(session, ADA.id());

    assertThat(renew(session, 0)).isEqualTo(new Renewal.Refused());
  }

  @Test
  @Requirement("S1-45")
  void nothing_is_renewed_after_an_end_that_was_acknowledged() {
    noTokenWorksAfter((user, session) -> end(session, user.id()));
  }

  @Test
  @Requirement("S1-45")
  void nothing_is_renewed_after_an_end_of_all_sessions_that_was_acknowledged() {
    noTokenWorksAfter((user, session) -> raiseEpochAndEndAll(user));
  }

  @Test
  @Requirement("S1-45")
  void nothing_is_renewed_after_disabling_a_user_that_was_acknowledged() {
    noTokenWorksAfter((user, session) -> disableAndEndAll(user));
  }

  @Test
  void of_many_who_renew_while_the_rotation_key_changes_all_are_led_to_one_successor() {
    added(ADA);
    for (var round = 0; round < ROUNDS; round++) {
      var session = opened(ADA);
      var nodes = new ArrayList<Callable<Renewal>>();
      IntStream.range(0, Race.MANY)
          .mapToObj(n -> "rotation-" + (n % 2 + 1))
          .forEach(key -> nodes.add(() -> renew(ASession.token(session, 0), key)));

      var renewals = Race.between(nodes);

      assertThat(renewals).filteredOn(Renewal.Renewed.class::isInstance).hasSize(1);
      assertThat(renewals).extracting(SessionSteps::standingIn).containsOnly(standing(session));
    }
  }
}
