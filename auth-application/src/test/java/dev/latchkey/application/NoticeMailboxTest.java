package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.notice.DisavowHappening.Outcome;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges.NewCode;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressChangeAsked;
import dev.latchkey.domain.notification.Notification.AddressIsBack;
import dev.latchkey.domain.notification.Notification.AddressWasWithdrawn;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody has a session of Ada, does something, and changes her address before it is told. */
class NoticeMailboxTest {
  private static final String ADA = "ada@example.com";
  private static final String THIEF = "thief@example.org";
  private static final String FRESH = "nobody else knows this one";
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final Outcome DONE = new Outcome.ShutOut(true);

  private final House house = new House();
  private final Tokens hers = house.signUp(ADA);
  private final UserId ada = hers.user().id();

  @Test
  void what_happened_before_the_change_is_told_to_the_address_before_however_late() {
    house.signIn(ADA);
    tick();
    moveTo(THIEF);

    assertThat(house.notices(ADA, NoticeKind.NEW_DEVICE)).hasSize(1);
    assertThat(house.notices(THIEF, NoticeKind.NEW_DEVICE)).isEmpty();
  }

  @Test
  void what_happened_after_it_is_told_to_the_new_address() {
    moveTo("ada@new.example.org");
    tick();
    house.signIn("ada@new.example.org");

    assertThat(house.notices("ada@new.example.org", NoticeKind.NEW_DEVICE)).hasSize(1);
    assertThat(house.notices(ADA, NoticeKind.NEW_DEVICE)).isEmpty();
  }

  @Test
  void a_thief_who_moves_on_and_on_does_not_get_it_either() {
    house.signIn(ADA);
    tick();
    moveTo(THIEF);
    tick();
    moveTo("another@example.org");

    assertThat(house.notices(ADA, NoticeKind.NEW_DEVICE)).hasSize(1);
    assertThat(house.notices(THIEF, NoticeKind.NEW_DEVICE)).isEmpty();
    assertThat(house.notices("another@example.org", NoticeKind.NEW_DEVICE)).isEmpty();
  }

  @Test
  void a_week_later_the_address_before_is_nobodys_any_more_and_the_present_one_is_told() {
    house.signIn(ADA);
    tick();
    moveTo("ada@new.example.org");
    house.time.advance(WEEK);

    assertThat(house.notices(ADA, NoticeKind.NEW_DEVICE)).isEmpty();
    assertThat(house.notices("ada@new.example.org", NoticeKind.NEW_DEVICE)).hasSize(1);
  }

  @Test
  void a_digest_that_waited_through_the_change_is_one_for_each_mailbox() {
    house.signIn(ADA);
    house.storage.deliverAll();
    signInTwice(ADA);
    moveTo(THIEF);
    tick();
    signInTwice(THIEF);
    house.storage.deliverAll();

    pass(QUIET);
    pass(QUIET);

    assertThat(house.notices(ADA, NoticeKind.NEW_DEVICE))
        .extracting(SecurityNotice::times)
        .containsExactly(1, 2);
    assertThat(house.notices(THIEF, NoticeKind.NEW_DEVICE))
        .extracting(SecurityNotice::times)
        .containsExactly(2);
  }

  @Test
  void the_link_of_a_mail_that_went_to_the_address_before_gives_the_account_back_to_it() {
    house.signIn(ADA);
    tick();
    moveTo(THIEF);
    var token = newestToken(ADA);
    var thiefs = house.signIn(THIEF);

    assertThat(notMe(token)).isEqualTo(DONE);

    assertThat(email()).isEqualTo(ADA);
    assertThat(house.isGood(thiefs)).isFalse();
    assertThat(house.isGood(hers)).isFalse();
    house.storage.deliverAll();
    assertThat(mails(ADA, AddressIsBack.class)).hasSize(1);
    assertThat(mails(THIEF, AddressWasWithdrawn.class)).hasSize(1);
    assertThat(mails(THIEF, Notification.PasswordReset.class)).isEmpty();
    assertThat(reset(mails(ADA, Notification.PasswordReset.class).getLast().token().reveal()))
        .isEqualTo(new ResetPassword.Outcome.Reset());
    assertThat(house.login(ADA, FRESH))
        .isInstanceOf(AuthenticateWithPassword.Outcome.SignedIn.class);
    assertThat(house.login(THIEF, FRESH))
        .isInstanceOf(AuthenticateWithPassword.Outcome.Refused.class);
    assertThat(house.trail(ada.value()).stream().<AuthEvent>map(event -> event))
        .hasAtLeastOneElementOfType(AddressChangeUndone.class)
        .hasAtLeastOneElementOfType(AddressWithdrawn.class);
  }

  @Test
  void also_when_the_mail_had_come_before_the_change_and_the_thief_moved_on() {
    house.signIn(ADA);
    var token = newestToken(ADA);
    tick();
    moveTo(THIEF);
    tick();
    moveTo("another@example.org");

    assertThat(notMe(token)).isEqualTo(DONE);

    assertThat(email()).isEqualTo(ADA);
  }

  @Test
  void of_many_who_show_it_at_once_one_gets_the_address_back() {
    house.signIn(ADA);
    tick();
    moveTo(THIEF);
    var token = newestToken(ADA);

    assertThat(Race.of(Race.MANY, () -> notMe(token)))
        .containsOnlyOnce(DONE)
        .contains(new Outcome.InvalidToken());
    house.storage.deliverAll();
    assertThat(mails(ADA, AddressIsBack.class)).hasSize(1);
  }

  @Test
  void once_the_address_is_kept_no_more_nobody_gets_a_mail() {
    house.signIn(ADA);
    tick();
    moveTo(THIEF);
    house.time.advance(Duration.ofDays(1));
    var token = newestToken(ADA);
    house.time.advance(Duration.ofDays(6));

    assertThat(notMe(token)).isEqualTo(new Outcome.ShutOut(false));

    house.storage.deliverAll();
    assertThat(email()).isEqualTo(THIEF);
    assertThat(mails(ADA, Notification.PasswordReset.class)).isEmpty();
    assertThat(mails(THIEF, Notification.PasswordReset.class)).isEmpty();
  }

  @Test
  void a_moment_before_it_is_given_back() {
    house.signIn(ADA);
    tick();
    moveTo(THIEF);
    house.time.advance(Duration.ofDays(1));
    var token = newestToken(ADA);
    house.time.advance(Duration.ofDays(6).minus(TICK));

    assertThat(notMe(token)).isEqualTo(DONE);
  }

  @Test
  void the_wish_for_an_address_is_told_to_the_one_before_also_when_another_was_granted() {
    house
        .auth
        .requestAddressChange()
        .handle(new RequestAddressChange.Command(house.caller(hers), "first@example.org", CLIENT));
    tick();
    moveTo(THIEF);
    house.storage.deliverAll();

    assertThat(mails(ADA, AddressChangeAsked.class)).hasSize(1);
    assertThat(mails(THIEF, AddressChangeAsked.class)).isEmpty();
  }

  @Test
  void the_wish_to_be_deleted_is_told_to_the_one_before_too() {
    house.auth.requestDeletion().handle(new RequestDeletion.Command(ada, CLIENT));
    tick();
    moveTo(THIEF);
    house.storage.deliverAll();

    assertThat(mails(ADA, DeletionPending.class)).hasSize(1);
    assertThat(mails(THIEF, DeletionPending.class)).isEmpty();
  }

  /** By a code that only the new mailbox got, while no other mail has left yet. */
  private void moveTo(String email) {
    var ports = house.storage.ports();
    var policy = AddressPolicy.standard();
    var now = house.time.instant();
    var user = ports.users().find(ada).orElseThrow();
    var id = new AddressChangeId(NamedIds.of(email));
    var code = Secrets.codeDigest(email);
    ports
        .unit()
        .write(
            () -> {
              ports
                  .addressChanges()
                  .request(policy.wish(id, user, address(email), now), user.epoch());
              var minted = new NewCode(code, now.plusSeconds(60), 5);
              ports.addressChanges().mint(id, minted, now);
              return ports
                  .addressChanges()
                  .confirm(id, List.of(code), policy.reservedUntil(now), now);
            });
    assertThat(email()).isEqualTo(email);
  }

  private void signInTwice(String email) {
    for (var n = 0; n < 2; n++) {
      tick();
      house.signIn(email);
    }
    tick();
  }

  private void tick() {
    house.time.advance(TICK);
  }

  private void pass(Duration time) {
    house.time.advance(time);
    house.auth.recurringTasks().stream()
        .filter(task -> task.name().equals("gather-notices"))
        .map(RecurringTask::work)
        .forEach(Runnable::run);
    house.storage.deliverAll();
  }

  private String newestToken(String email) {
    return house.notices(email, NoticeKind.NEW_DEVICE).getLast().link().token().reveal();
  }

  private Outcome notMe(String token) {
    return house.auth.disavowHappening().handle(new DisavowHappening.Command(token, CLIENT));
  }

  private ResetPassword.Outcome reset(String token) {
    return house.auth.resetPassword().handle(new ResetPassword.Command(token, FRESH, CLIENT));
  }

  private String email() {
    return house.auth.findUsers().byId(ada).orElseThrow().email().value();
  }

  private <N extends Notification> List<N> mails(String email, Class<N> kind) {
    return house.notifier.sentTo(address(email)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
