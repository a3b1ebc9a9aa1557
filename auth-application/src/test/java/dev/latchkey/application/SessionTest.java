package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.ListSessions;
import dev.latchkey.application.session.ListSessions.Listed;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Requirement("S1-28")
class SessionTest {
  private static final String ADA = "ada@example.com";

  private final House house = new House();
  private final Tokens tokens = house.signUp(ADA);

  @Test
  @Requirement({"S0-11", "S0-12"})
  void a_session_remembers_where_it_was_opened() {
    var command = new ResolveSession.Command(tokens.accessToken());
    var resolved = (ResolveSession.Outcome.Resolved) house.auth.resolveSession().handle(command);

    assertThat(resolved.caller().session().login().address()).isEqualTo(CLIENT.address());
    assertThat(resolved.caller().session().login().userAgent()).isEqualTo(CLIENT.userAgent());
  }

  @Test
  @Requirement("S3-66")
  void after_a_logout_the_next_request_is_refused() {
    assertThat(house.auth.endSession().handle(current(tokens))).isTrue();

    assertThat(house.isGood(tokens)).isFalse();
    assertThat(renew(tokens)).isEqualTo(new RenewSession.Outcome.Refused());
    assertThat(house.auth.endSession().handle(current(tokens))).isFalse();
  }

  @Test
  void a_logout_ends_one_session_and_no_other() {
    var other = house.signIn(ADA);
    house.auth.endSession().handle(current(tokens));

    assertThat(house.isGood(other)).isTrue();
  }

  @Test
  void nobody_ends_somebody_elses_session() {
    var eve = house.signUp("eve@example.com");
    var command = new EndSession.Command.Current(tokens.session().id(), eve.user().id(), CLIENT);

    assertThat(house.auth.endSession().handle(command)).isFalse();
    assertThat(house.isGood(tokens)).isTrue();
  }

  @Test
  void a_refresh_token_alone_logs_out_when_the_access_token_has_run_out() {
    house.time.advance(Duration.ofMinutes(15));
    assertThat(house.isGood(tokens)).isFalse();

    assertThat(
            house
                .auth
                .endSession()
                .handle(new EndSession.Command.ByRefreshToken(tokens.refreshToken(), CLIENT)))
        .isTrue();
    assertThat(renew(tokens)).isEqualTo(new RenewSession.Outcome.Refused());
  }

  @Test
  void an_access_token_is_dead_at_the_instant_it_expires() {
    house.time.advance(Duration.between(house.time.instant(), tokens.accessExpiresAt()));
    assertThat(house.isGood(tokens)).isFalse();
  }

  @Test
  void a_renewal_gives_a_pair_that_works_and_a_repetition_the_very_same_refresh_token() {
    var renewed = renewed(renew(tokens));
    var repeated = renewed(renew(tokens));

    assertThat(house.isGood(renewed)).isTrue();
    assertThat(repeated.refreshToken()).isEqualTo(renewed.refreshToken());
    assertThat(renewed(renew(renewed)).refreshToken()).isNotEqualTo(renewed.refreshToken());
  }

  @Test
  void a_spent_token_after_the_grace_ends_the_session_and_raises_one_alarm() {
    var renewed = renewed(renew(tokens));
    house.time.advance(Duration.ofSeconds(10));

    assertThat(renew(tokens)).isEqualTo(new RenewSession.Outcome.ReuseDetected());
    assertThat(house.isGood(renewed)).isFalse();
    assertThat(renew(renewed)).isEqualTo(new RenewSession.Outcome.Refused());
    assertThat(renew(tokens)).isEqualTo(new RenewSession.Outcome.Refused());
    assertThat(house.trail(tokens.user().id().value()))
        .filteredOn(SessionEvent.RefreshTokenReused.class::isInstance)
        .hasSize(1);
  }

  @Test
  void sixteen_renewals_at_once_lead_to_one_successor() throws Exception {
    var outcomes = Race.of(16, () -> renewed(renew(tokens)).refreshToken());

    assertThat(outcomes).hasSize(16).containsOnly(outcomes.getFirst());
  }

  @Test
  void a_forged_refresh_token_is_nothing() {
    var command = new RenewSession.Command(tokens.refreshToken() + "A", CLIENT);
    assertThat(house.auth.renewSession().handle(command))
        .isEqualTo(new RenewSession.Outcome.Refused());
    assertThat(house.isGood(tokens)).isTrue();
  }

  @Test
  void a_session_unused_for_thirty_days_is_over() {
    house.time.advance(Duration.ofDays(30));
    assertThat(renew(tokens)).isEqualTo(new RenewSession.Outcome.Refused());
  }

  @Test
  void a_session_is_over_after_ninety_days_however_busy() {
    var newest = tokens;
    for (var day = 1; day < 90; day++) {
      house.time.advance(Duration.ofDays(1));
      newest = renewed(renew(newest));
    }
    house.time.advance(Duration.ofDays(1));
    assertThat(renew(newest)).isEqualTo(new RenewSession.Outcome.Refused());
  }

  @Test
  void disabling_a_user_ends_everything_and_enabling_revives_nothing() {
    var other = house.signIn(ADA);
    assertThat(suspend(true)).isEqualTo(new SuspendUser.Outcome.Disabled(2));
    assertThat(suspend(true)).isEqualTo(new SuspendUser.Outcome.Unchanged());
    assertThat(suspend(false)).isEqualTo(new SuspendUser.Outcome.Enabled());

    assertThat(house.isGood(tokens)).isFalse();
    assertThat(house.isGood(other)).isFalse();
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void revoking_ends_every_session_and_lets_the_user_sign_in_again() {
    var command = new RevokeSessions.Command(tokens.user().id(), Reason.OPERATOR, CLIENT);
    assertThat(house.auth.revokeSessions().handle(command))
        .isEqualTo(new RevokeSessions.Outcome.Revoked(1));

    assertThat(house.isGood(tokens)).isFalse();
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void what_is_unknown_is_said_to_an_operator() {
    var nobody = new UserId(new UUID(1, 2));
    assertThat(
            house
                .auth
                .revokeSessions()
                .handle(new RevokeSessions.Command(nobody, Reason.OPERATOR, CLIENT)))
        .isEqualTo(new RevokeSessions.Outcome.UnknownUser());
    assertThat(house.auth.suspendUser().handle(new SuspendUser.Command(nobody, true, CLIENT)))
        .isEqualTo(new SuspendUser.Outcome.UnknownUser());
  }

  @Test
  @Requirement({"S1-106", "S3-74"})
  void sessions_are_listed_the_newest_first_and_page_by_page() {
    var second = house.signIn(ADA);
    var third = house.signIn(ADA);

    var first = list(null, 2);
    assertThat(first.items()).containsExactly(third.session(), second.session());
    var rest = list(new SessionId(first.next().orElseThrow()), 2);
    assertThat(rest.items()).containsExactly(tokens.session());
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void a_listed_session_is_ended_from_another_one() {
    var other = house.signIn(ADA);
    var command = new EndSession.Command.Listed(tokens.session().id(), tokens.user().id(), CLIENT);

    assertThat(house.auth.endSession().handle(command)).isTrue();
    assertThat(house.isGood(tokens)).isFalse();
    assertThat(house.isGood(other)).isTrue();
    assertThat(list(null, 10).items()).containsExactly(other.session());
  }

  @Test
  void the_oldest_session_ends_when_there_is_one_too_many() {
    var second = house.signIn(ADA);
    for (var more = 0; more < 49; more++) {
      house.signIn(ADA);
    }

    assertThat(house.isGood(tokens)).isFalse();
    assertThat(house.isGood(second)).isTrue();
    assertThat(list(null, 100).items()).hasSize(50);
    assertThat(house.trail(tokens.user().id().value()))
        .anyMatch(
            new SessionEvent.SessionEnded(
                    tokens.session().id(), tokens.user().id(), Reason.LIMIT, house.time.instant())
                ::equals);
  }

  @Test
  void last_used_is_noted_every_five_minutes_at_most() {
    house.time.advance(Duration.ofMinutes(5).minusMillis(1));
    house.isGood(tokens);
    assertThat(lastUsed()).isEqualTo(tokens.session().lifetime().createdAt());

    house.time.advance(Duration.ofMillis(1));
    house.isGood(tokens);
    assertThat(lastUsed()).isEqualTo(house.time.instant());
  }

  @Test
  void whoever_held_a_session_in_two_hands_is_told() {
    renewed(renew(tokens));
    house.time.advance(Duration.ofSeconds(10));
    renew(tokens);
    renew(tokens);

    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED_FOR_REUSE))
        .singleElement()
        .satisfies(notice -> assertThat(notice.happening().client()).isEqualTo(CLIENT));
  }

  private Instant lastUsed() {
    return list(null, 1).items().getFirst().lifetime().lastUsedAt();
  }

  private Page<Session> list(@Nullable SessionId after, int limit) {
    var command = new ListSessions.Command(tokens.user().id(), after, limit);
    var page = house.auth.listSessions().handle(command);
    return new Page<>(page.items().stream().map(Listed::session).toList(), page.next());
  }

  private SuspendUser.Outcome suspend(boolean disable) {
    return house
        .auth
        .suspendUser()
        .handle(new SuspendUser.Command(tokens.user().id(), disable, CLIENT));
  }

  private RenewSession.Outcome renew(Tokens pair) {
    return house.auth.renewSession().handle(new RenewSession.Command(pair.refreshToken(), CLIENT));
  }

  private static Tokens renewed(RenewSession.Outcome outcome) {
    return ((RenewSession.Outcome.Renewed) outcome).tokens();
  }

  private static EndSession.Command current(Tokens pair) {
    return new EndSession.Command.Current(pair.session().id(), pair.user().id(), CLIENT);
  }
}
