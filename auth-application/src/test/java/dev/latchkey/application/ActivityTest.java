package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.audit.ActivityKind;
import dev.latchkey.application.audit.ListActivity;
import dev.latchkey.application.audit.ListActivity.Activity;
import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notice.NoticeEvent.NoticesGathered;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.user.UserEvent.UserDisabled;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.memory.InMemoryDeviceDescriber;
import dev.latchkey.testkit.memory.InMemoryIpLocator;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user is told of the trail about him. */
class ActivityTest {
  private static final String ADA = "ada@example.com";
  private static final DeviceDescription CURL = new DeviceDescription("curl 8", "Linux", "robot");
  private static final Place LONDON = new Place("London", "England", "United Kingdom", "GB");

  private final InMemoryDeviceDescriber describer = new InMemoryDeviceDescriber();
  private final InMemoryIpLocator locator = new InMemoryIpLocator();
  private final House house =
      new House(AuthPolicies.standard(), ports -> ports.describedBy(describer).locatedBy(locator));
  private final UserId ada = house.signUp(ADA).user().id();

  private List<Activity> told(UserId user, int limit) {
    return house.auth.listActivity().handle(new ListActivity.Command(user, limit));
  }

  private void happens(AuthEvent event, ClientContext client) {
    house.time.advance(Duration.ofSeconds(1));
    var ports = house.storage.ports();
    ports.unit().write(() -> ports.outbox().append(event, client));
  }

  @Test
  void the_newest_comes_first_with_device_and_place() {
    describer.add("curl/8", CURL);
    locator.add("203.0.113.7", LONDON);
    house.time.advance(Duration.ofMinutes(1));
    house.login(ADA, "not the password");
    house.time.advance(Duration.ofMinutes(1));
    house.signIn(ADA);

    var told = told(ada, 100);

    assertThat(told)
        .extracting(Activity::kind)
        .containsSubsequence(
            ActivityKind.SIGNED_IN_WITH_PASSWORD,
            ActivityKind.WRONG_PASSWORD,
            ActivityKind.ACCOUNT_CREATED);
    assertThat(told).extracting(Activity::at).isSortedAccordingTo(Comparator.reverseOrder());
    var tried =
        told.stream()
            .filter(it -> it.kind() == ActivityKind.WRONG_PASSWORD)
            .findFirst()
            .orElseThrow();
    assertThat(tried.client().address()).isEqualTo(CLIENT.address());
    assertThat(tried.told().orElseThrow().device()).isEqualTo(CURL);
    assertThat(tried.told().orElseThrow().place()).contains(LONDON);
  }

  @Test
  void what_happened_to_others_is_not_told() {
    var eve = house.signUp("eve@example.com").user().id();
    house.login("eve@example.com", "not the password");

    assertThat(told(ada, 100))
        .extracting(Activity::kind)
        .doesNotContain(ActivityKind.WRONG_PASSWORD);
    assertThat(told(eve, 100)).extracting(Activity::kind).contains(ActivityKind.WRONG_PASSWORD);
    assertThat(told(new UserId(NamedIds.of("nobody")), 100)).isEmpty();
  }

  @Test
  void there_is_no_more_than_asked_for_and_what_is_not_told_takes_no_place() {
    for (var i = 0; i < 3; i++) {
      happens(new UserDisabled(ada, house.time.instant()), CLIENT);
      happens(gathered(), CLIENT);
    }

    assertThat(told(ada, 3))
        .extracting(Activity::kind)
        .containsExactly(
            ActivityKind.ACCOUNT_DISABLED,
            ActivityKind.ACCOUNT_DISABLED,
            ActivityKind.ACCOUNT_DISABLED);
    assertThat(told(ada, 0)).hasSize(1);
    assertThat(told(ada, Integer.MAX_VALUE)).hasSizeGreaterThan(3).hasSizeLessThan(100);
  }

  private NoticesGathered gathered() {
    return new NoticesGathered(
        ada,
        new EventId(NamedIds.of("notice")),
        NoticeKind.PASSWORD_CHANGED,
        2,
        house.time.instant());
  }

  @Test
  void what_nobody_asked_for_is_from_nowhere() {
    happens(new UserDisabled(ada, house.time.instant()), ClientContext.none());

    assertThat(told(ada, 1).getFirst().told()).isEmpty();
  }

  @Test
  void the_end_of_a_session_is_told_with_its_reason() {
    var tokens = house.signIn(ADA);
    house.time.advance(Duration.ofSeconds(1));
    house
        .auth
        .endOtherSessions()
        .handle(new EndOtherSessions.Command(house.caller(tokens), CLIENT));

    assertThat(told(ada, 1))
        .extracting(Activity::kind)
        .containsExactly(ActivityKind.SIGNED_OUT_ELSEWHERE);
  }
}
