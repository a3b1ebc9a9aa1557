package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword.Outcome;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.Reason;
import dev.latchkey.domain.device.DeviceEvent.NewDeviceUsed;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

@Requirement("S1-27")
class PasswordTest {
  private static final String ADA = "ada@example.com";
  private static final Outcome REFUSED = new Outcome.Refused();

  private final House house = new House();

  @Test
  @Requirement({"S0-09", "S2-02"})
  void the_right_password_opens_a_session_in_any_spelling_of_the_address() {
    house.signUp(ADA);

    assertThat(house.isGood(house.signIn(ADA))).isTrue();
    assertThat(house.isGood(house.signIn(" ADA@Example.COM."))).isTrue();
  }

  @Test
  void wrong_unknown_and_disabled_are_one_answer_and_the_trail_tells_them_apart() {
    var ada = house.signUp(ADA).user().id();

    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD)).isEqualTo(REFUSED);
    assertThat(house.login("nobody@example.com", Secrets.PASSWORD)).isEqualTo(REFUSED);
    house.auth.suspendUser().handle(new SuspendUser.Command(ada, true, CLIENT));
    assertThat(house.login(ADA, Secrets.PASSWORD)).isEqualTo(REFUSED);
    assertThat(house.login(ADA, Secrets.OTHER_PASSWORD)).isEqualTo(REFUSED);

    assertThat(reasons(ada))
        .containsExactly(Reason.WRONG_PASSWORD, Reason.DISABLED, Reason.WRONG_PASSWORD);
  }

  @Test
  void what_can_be_no_password_or_no_address_is_refused_like_any_other() {
    house.signUp(ADA);

    assertThat(house.login(ADA, "x".repeat(100_000))).isEqualTo(REFUSED);
    assertThat(house.login("no address", Secrets.PASSWORD)).isEqualTo(REFUSED);
  }

  @Test
  void a_sign_in_is_on_the_trail_with_its_origin() {
    var ada = house.signUp(ADA).user().id();
    house.signIn(ADA);

    var newest = house.storage.ports().auditTrail().about(ada.value(), 2);
    assertThat(newest)
        .extracting(AuditEntry::event)
        .hasExactlyElementsOfTypes(NewDeviceUsed.class, SessionEvent.SessionOpened.class);
    assertThat(newest).extracting(AuditEntry::client).containsOnly(CLIENT);
  }

  private List<Reason> reasons(UserId user) {
    return house.trail(user.value()).stream()
        .filter(LoginRefused.class::isInstance)
        .map(event -> ((LoginRefused) event).reason())
        .toList();
  }
}
