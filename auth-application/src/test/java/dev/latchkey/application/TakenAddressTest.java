package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ada wants addresses that others have. */
class TakenAddressTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final String EVE = "eve@example.com";
  private static final String FREE = "free@example.org";

  private final House house = new House();
  private final Tokens ada = house.signUp(ADA);

  @Test
  void its_owner_is_told_also_when_she_wants_another_before_the_mail_was_written() {
    house.signUp(BOB);
    request(ada, BOB);
    request(ada, FREE);
    house.storage.deliverAll();

    assertThat(mails(BOB, AddressInUse.class)).containsExactly(new AddressInUse(CLIENT));
    assertThat(mails(FREE, AddressCode.class)).hasSize(1);
  }

  @Test
  void every_owner_is_told_however_many_she_wants_at_once_and_each_once() {
    house.signUp(BOB);
    house.signUp(EVE);
    for (var wanted : List.of(BOB, BOB, EVE, EVE, FREE)) {
      request(ada, wanted);
    }
    house.storage.deliverAll();

    assertThat(mails(BOB, AddressInUse.class)).hasSize(1);
    assertThat(mails(EVE, AddressInUse.class)).hasSize(1);
  }

  @Test
  void whoever_goes_on_and_on_makes_no_more_than_five_mails_an_hour_of_it() {
    house.signUp(BOB);
    for (var n = 0; n < 10; n++) {
      request(ada, BOB);
      request(ada, FREE);
    }
    house.storage.deliverAll();

    assertThat(mails(BOB, AddressInUse.class)).hasSize(5);
  }

  @Test
  void a_free_address_that_she_wants_no_more_gets_no_mail() {
    request(ada, FREE);
    request(ada, "another@example.org");
    house.storage.deliverAll();

    assertThat(house.notifier.sentTo(address(FREE))).isEmpty();
    assertThat(mails("another@example.org", AddressCode.class)).hasSize(1);
  }

  @Test
  void who_hears_of_it_an_hour_later_hears_of_nothing() {
    house.signUp(BOB);
    request(ada, BOB);
    request(ada, FREE);
    house.time.advance(Duration.ofHours(1));
    house.storage.deliverAll();

    assertThat(mails(BOB, AddressInUse.class)).isEmpty();
  }

  @Test
  void two_who_want_the_address_of_each_other_both_hear_of_it_and_nobody_gets_a_code() {
    var bob = house.signUp(BOB);
    request(ada, BOB);
    request(bob, ADA);
    house.storage.deliverAll();

    assertThat(mails(BOB, AddressInUse.class)).hasSize(1);
    assertThat(mails(ADA, AddressInUse.class)).hasSize(1);
    assertThat(mails(BOB, AddressCode.class)).isEmpty();
    assertThat(mails(ADA, AddressCode.class)).isEmpty();
    assertThat(complete(ada, "12345678"))
        .isEqualTo(new CompleteAddressChange.Outcome.InvalidCode());
  }

  @Test
  void what_one_has_left_the_other_gets_when_it_is_kept_no_more_and_not_before() {
    var bob = house.signUp(BOB);
    complete(ada, code(ada, "ada@new.example.org"));
    complete(bob, code(bob, "bob@new.example.org"));
    request(ada, BOB);
    request(bob, ADA);
    house.storage.deliverAll();
    assertThat(mails(BOB, AddressInUse.class)).hasSize(1);
    assertThat(mails(ADA, AddressInUse.class)).hasSize(1);

    house.time.advance(Duration.ofDays(7).plusSeconds(1));
    house.auth.recurringTasks().stream()
        .filter(task -> task.name().equals("purge-expired"))
        .forEach(task -> task.work().run());
    var herself = house.signIn("ada@new.example.org");
    var himself = house.signIn("bob@new.example.org");
    complete(herself, code(herself, BOB));
    complete(himself, code(himself, ADA));

    assertThat(emailOf(ada)).isEqualTo(BOB);
    assertThat(emailOf(bob)).isEqualTo(ADA);
  }

  private void request(Tokens who, String wanted) {
    assertThat(
            house
                .auth
                .requestAddressChange()
                .handle(new RequestAddressChange.Command(house.caller(who), wanted, CLIENT)))
        .isEqualTo(new RequestAddressChange.Outcome.Requested());
  }

  private String code(Tokens who, String wanted) {
    request(who, wanted);
    house.storage.deliverAll();
    return mails(wanted, AddressCode.class).getLast().code().reveal();
  }

  private CompleteAddressChange.Outcome complete(Tokens who, String code) {
    return house
        .auth
        .completeAddressChange()
        .handle(new CompleteAddressChange.Command(house.caller(who), code, CLIENT));
  }

  private String emailOf(Tokens who) {
    return house.auth.findUsers().byId(who.user().id()).orElseThrow().email().value();
  }

  private <N extends Notification> List<N> mails(String email, Class<N> kind) {
    return house.notifier.sentTo(address(email)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
