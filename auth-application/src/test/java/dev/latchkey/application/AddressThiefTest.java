package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.address.UndoAddressChange;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What somebody who has taken the address of Ada keeps when she takes it back. */
class AddressThiefTest {
  private static final String ADA = "ada@example.com";
  private static final String THIEF = "thief@example.org";

  private final House house = new House();
  private final Tokens tokens = house.signUp(ADA);
  private final UserId ada = tokens.user().id();

  @Test
  void a_password_that_he_set_through_his_mailbox_signs_nobody_in() {
    take();
    reset(THIEF, Secrets.OTHER_PASSWORD);
    assertThat(signsIn(THIEF, Secrets.OTHER_PASSWORD)).isTrue();

    assertThat(undo()).isTrue();

    assertThat(signsIn(ADA, Secrets.OTHER_PASSWORD)).isFalse();
    reset(ADA, Secrets.PASSWORD);
    assertThat(signsIn(ADA, Secrets.PASSWORD)).isTrue();
  }

  @Test
  void a_password_from_before_stays() {
    take();

    assertThat(undo()).isTrue();

    assertThat(signsIn(ADA, Secrets.PASSWORD)).isTrue();
  }

  @Test
  void passkeys_that_he_added_are_gone_and_hers_stay() {
    var code = ask();
    var hers = added("laptop");
    house.time.advance(Duration.ofMinutes(1));
    take(code);
    added("thiefs phone");

    undo();

    assertThat(house.storage.ports().passkeys().list(ada)).containsExactly(hers);
  }

  @Test
  void the_links_of_notices_that_he_got_shut_nobody_out() {
    take();
    house.time.advance(Duration.ofMinutes(1));
    house.login(THIEF, Secrets.PASSWORD);
    var his = house.notices(THIEF, NoticeKind.NEW_DEVICE).getLast().link().token().reveal();
    undo();
    var back = house.signIn(ADA);

    var word = new DisavowHappening.Command(his, CLIENT);
    assertThat(house.auth.disavowHappening().handle(word))
        .isEqualTo(new DisavowHappening.Outcome.InvalidToken());
    assertThat(house.isGood(back)).isTrue();
  }

  /** With a session of hers. */
  private void take() {
    take(ask());
  }

  private String ask() {
    house
        .auth
        .requestAddressChange()
        .handle(new RequestAddressChange.Command(house.caller(tokens), THIEF, CLIENT));
    return newest(THIEF, AddressCode.class).code().reveal();
  }

  private void take(String code) {
    assertThat(
            house
                .auth
                .completeAddressChange()
                .handle(new CompleteAddressChange.Command(house.caller(tokens), code, CLIENT)))
        .isInstanceOf(CompleteAddressChange.Outcome.Changed.class);
    house.time.advance(Duration.ofMinutes(1));
  }

  private boolean undo() {
    var token = newest(ADA, AddressWasLeft.class).undo().reveal();
    return house.auth.undoAddressChange().handle(new UndoAddressChange.Command(token, CLIENT));
  }

  private void reset(String email, String password) {
    house.auth.requestPasswordReset().handle(new RequestPasswordReset.Command(email, CLIENT));
    var token = newest(email, Notification.PasswordReset.class).token().reveal();
    assertThat(
            house.auth.resetPassword().handle(new ResetPassword.Command(token, password, CLIENT)))
        .isEqualTo(new ResetPassword.Outcome.Reset());
  }

  private boolean signsIn(String email, String password) {
    return house.login(email, password) instanceof AuthenticateWithPassword.Outcome.SignedIn;
  }

  private Passkey added(String label) {
    var ports = house.storage.ports();
    var owner = ports.users().find(ada).orElseThrow();
    var passkey = APasskey.of(owner, label, house.time.instant());
    ports.unit().write(() -> ports.passkeys().add(passkey, owner.epoch(), 20));
    return passkey;
  }

  private <N extends Notification> N newest(String email, Class<N> kind) {
    house.storage.deliverAll();
    return house.notifier.sentTo(address(email)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }
}
