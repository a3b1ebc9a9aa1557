package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.testkit.fixture.ASession;
import org.junit.jupiter.api.Test;

/** Signing out everywhere but here. */
class OtherSessionsTest {
  private static final String ADA = "ada@example.com";

  private final House house = new House();
  private final Tokens here = house.signUp(ADA);

  @Test
  void every_other_session_ends_and_this_one_goes_on() {
    var there = house.signIn(ADA);
    var elsewhere = house.signIn(ADA);

    assertThat(endOthers()).isEqualTo(2);

    assertThat(house.isGood(here)).isTrue();
    assertThat(house.isGood(there)).isFalse();
    assertThat(house.isGood(elsewhere)).isFalse();
    assertThat(house.trail(here.user().id().value()).stream().<AuthEvent>map(event -> event))
        .contains(
            new AllSessionsEnded(here.user().id(), 2, Reason.LOGOUT_OTHERS, house.time.instant()));
  }

  @Test
  void a_sign_in_that_is_under_way_opens_no_session() {
    var ports = house.storage.ports();
    var seen = ports.users().find(here.user().id()).orElseThrow();
    Session under = ASession.of(seen, house.time.instant());
    endOthers();

    assertThat(ports.unit().write(() -> ports.sessions().open(under, seen.epoch())))
        .isInstanceOf(Opening.Stale.class);
  }

  @Test
  void sessions_of_others_go_on() {
    var bobs = house.signUp("bob@example.com");

    endOthers();

    assertThat(house.isGood(bobs)).isTrue();
  }

  @Test
  void it_is_told_when_there_was_another_and_only_then() {
    endOthers();
    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED)).isEmpty();
    house.signIn(ADA);
    endOthers();

    assertThat(house.notices(ADA, NoticeKind.SESSION_ENDED)).hasSize(1);
  }

  private int endOthers() {
    return house
        .auth
        .endOtherSessions()
        .handle(new EndOtherSessions.Command(house.caller(here), CLIENT));
  }
}
