package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.leaving.EraseUsers;
import dev.latchkey.application.leaving.ExportPersonalData;
import dev.latchkey.application.leaving.Persons;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.leaving.UndoDeletion;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.leaving.LeavingEvent;
import dev.latchkey.domain.leaving.LeavingEvent.DataExported;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionUndone;
import dev.latchkey.domain.leaving.LeavingEvent.Reason;
import dev.latchkey.domain.leaving.LeavingEvent.UserDeleted;
import dev.latchkey.domain.leaving.LeavingEvent.Way;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData;
import dev.latchkey.domain.leaving.PersonalData.Category;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.Secrets;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeavingTest {
  private static final String ADA = "ada@example.com";
  private static final Duration GRACE = Duration.ofDays(7);
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  private final House house = new House();
  private final Tokens tokens = house.signUp(ADA);
  private final UserId ada = tokens.user().id();

  @Test
  void whoever_asks_is_told_when_and_works_on_meanwhile() {
    var deleteAt = request();

    assertThat(deleteAt).isEqualTo(house.time.instant().plus(GRACE));
    assertThat(house.auth.findDeletion().of(ada)).contains(deleteAt);
    house.time.advance(GRACE.minus(TICK));
    assertThat(house.auth.eraseUsers().run()).isZero();
    assertThat(house.isGood(house.signIn(ADA))).isTrue();
  }

  @Test
  void asking_twice_is_asking_once_with_one_mail() {
    var deleteAt = request();
    house.time.advance(Duration.ofHours(1));

    assertThat(request()).isEqualTo(deleteAt);
    house.storage.deliverAll();
    assertThat(mails()).hasSize(1);
    assertThat(leaving()).hasSize(1);
  }

  @Test
  void the_mail_says_when_and_carries_a_token_that_keeps_the_account_once() {
    var deleteAt = request();
    house.storage.deliverAll();
    var mail = mails().getFirst();

    assertThat(mail.name()).isEqualTo(new DisplayName("Ada"));
    assertThat(mail.deleteAt()).isEqualTo(deleteAt);
    assertThat(undo(mail.undo().reveal())).isTrue();
    assertThat(undo(mail.undo().reveal())).isFalse();
    assertThat(house.auth.findDeletion().of(ada)).isEmpty();
    house.time.advance(GRACE);
    assertThat(house.auth.eraseUsers().run()).isZero();
    assertThat(leaving()).last().isInstanceOf(DeletionUndone.class);
  }

  @Test
  void what_is_no_token_keeps_nothing() {
    request();
    house.storage.deliverAll();

    for (var wrong : List.of("", "x", "A".repeat(43), "\u0000", "=".repeat(10_000))) {
      assertThat(undo(wrong)).isFalse();
    }
    assertThat(house.auth.findDeletion().of(ada)).isPresent();
  }

  @Test
  void somebody_elses_token_keeps_his_own_account_only() {
    var bob = house.signUp("bob@example.com").user().id();
    request();
    house.auth.requestDeletion().handle(new RequestDeletion.Command(bob, CLIENT));
    house.storage.deliverAll();

    assertThat(undo(mailsTo("bob@example.com").getFirst().undo().reveal())).isTrue();
    assertThat(house.auth.findDeletion().of(ada)).isPresent();
    assertThat(house.auth.findDeletion().of(bob)).isEmpty();
  }

  @Test
  void whoever_is_signed_in_needs_no_token() {
    request();

    assertThat(withdraw()).isTrue();
    assertThat(withdraw()).isFalse();
    assertThat(leaving())
        .last()
        .isEqualTo(new DeletionUndone(ada, Way.SIGNED_IN, house.time.instant()));
  }

  @Test
  void a_wish_that_was_undone_before_its_mail_left_is_told_nobody() {
    request();
    withdraw();

    house.storage.deliverAll();
    assertThat(mails()).isEmpty();
  }

  @Test
  void the_token_of_a_wish_that_was_undone_does_not_undo_the_next() {
    request();
    house.storage.deliverAll();
    withdraw();
    house.time.advance(Duration.ofMinutes(1));
    request();
    house.storage.deliverAll();

    assertThat(undo(mails().getFirst().undo().reveal())).isFalse();
    assertThat(undo(mails().getLast().undo().reveal())).isTrue();
  }

  @Test
  void a_mail_server_that_is_away_loses_no_mail() {
    house.notifier.failNext(1);
    request();

    house.storage.deliverAll();
    assertThat(undo(mails().getLast().undo().reveal())).isTrue();
  }

  @Test
  void too_many_mails_an_hour_are_kept_back_and_not_dropped() {
    for (var n = 0; n < 5; n++) {
      request();
      house.storage.deliverAll();
      withdraw();
      house.time.advance(Duration.ofMinutes(1));
    }
    request();
    house.storage.deliverAll();
    assertThat(mails()).hasSize(5);

    house.time.advance(Duration.ofHours(1));
    var parked = house.storage.ports().deliveries().parked(10);
    assertThat(parked).hasSize(1);
    house.auth.reviewDeliveries().redrive(parked.getFirst().id());
    house.storage.deliverAll();
    assertThat(mails()).hasSize(6);
    assertThat(undo(mails().getLast().undo().reveal())).isTrue();
  }

  @Test
  void after_the_grace_the_user_is_gone_and_the_trail_says_so() {
    request();
    house.storage.deliverAll();
    var token = mails().getFirst().undo().reveal();
    house.time.advance(GRACE);

    assertThat(undo(token)).isFalse();
    assertThat(withdraw()).isFalse();
    assertThat(house.auth.eraseUsers().run()).isEqualTo(1);
    assertThat(house.auth.eraseUsers().run()).isZero();
    assertThat(house.auth.findUsers().byId(ada)).isEmpty();
    assertThat(house.auth.findUsers().byEmail(ADA)).isEmpty();
    assertThat(house.isGood(tokens)).isFalse();
    assertThat(leaving())
        .last()
        .isEqualTo(new UserDeleted(ada, Reason.OWN_WISH, house.time.instant()));
  }

  @Test
  void nothing_is_mailed_after_the_end() {
    request();
    house.storage.deliverAll();
    house.time.advance(GRACE);
    house.auth.eraseUsers().run();
    var before = house.notifier.sentTo(address(ADA)).size();

    house.storage.deliverAll();
    assertThat(house.notifier.sentTo(address(ADA))).hasSize(before);
  }

  @Test
  void the_address_may_be_registered_anew_and_is_another_user() {
    request();
    house.time.advance(GRACE);
    house.auth.eraseUsers().run();

    var newcomer = house.signUp(ADA);
    assertThat(newcomer.user().id()).isNotEqualTo(ada);
    assertThat(house.auth.findDeletion().of(newcomer.user().id())).isEmpty();
  }

  @Test
  void many_leave_in_one_run() {
    for (var n = 0; n < 205; n++) {
      var user = house.signUp("user" + n + "@example.com").user().id();
      house.auth.requestDeletion().handle(new RequestDeletion.Command(user, CLIENT));
    }
    house.time.advance(GRACE);

    assertThat(house.auth.eraseUsers().run()).isEqualTo(205);
    assertThat(house.auth.findUsers().byId(ada)).isPresent();
  }

  @Test
  void whoever_cannot_be_deleted_now_does_not_keep_the_others() {
    var bob = house.signUp("bob@example.com").user().id();
    request();
    house.auth.requestDeletion().handle(new RequestDeletion.Command(bob, CLIENT));
    house.time.advance(GRACE);
    var policies = AuthPolicies.standard();
    var persons =
        new Persons(
            policies.lockout(),
            policies.registration(),
            policies.passwordReset(),
            policies.leaving(),
            policies.address());
    var stubborn = new EraseUsers(unableToForget(ada), persons, house.time);

    assertThat(stubborn.run()).isEqualTo(1);
    assertThat(house.auth.findUsers().byId(bob)).isEmpty();
    assertThat(house.auth.findUsers().byId(ada)).isPresent();
    assertThat(house.auth.eraseUsers().run()).isEqualTo(1);
    assertThat(house.auth.findUsers().byId(ada)).isEmpty();
  }

  /** The storage, with an outage whenever it comes to this user. */
  private StoragePorts unableToForget(UserId user) {
    var ports = house.storage.ports();
    var all = ports.personalData();
    var some =
        new PersonalData() {
          @Override
          public List<PersonalRecord> read(
              Person person, Category category, @Nullable String after, int limit) {
            return all.read(person, category, after, limit);
          }

          @Override
          public boolean forget(Person person) {
            if (person.id().equals(user)) {
              throw new InfrastructureException("forget", new SocketException("gone"));
            }
            return all.forget(person);
          }
        };
    return new StoragePorts(
        ports.unit(),
        ports.outbox(),
        ports.deliveries(),
        ports.auditTrail(),
        ports.users(),
        ports.registrations(),
        ports.passwords(),
        ports.passwordResets(),
        ports.budgets(),
        ports.guesses(),
        ports.devices(),
        ports.passkeys(),
        ports.ceremonies(),
        ports.sessions(),
        ports.signingKeys(),
        ports.deletions(),
        ports.notices(),
        ports.addressChanges(),
        ports.recoveries(),
        some);
  }

  @Test
  void an_operator_deletes_at_once() {
    assertThat(house.auth.eraseUsers().handle(new EraseUsers.Command(ada, CLIENT))).isTrue();
    assertThat(house.auth.eraseUsers().handle(new EraseUsers.Command(ada, CLIENT))).isFalse();

    assertThat(house.isGood(tokens)).isFalse();
    assertThat(leaving())
        .last()
        .isEqualTo(new UserDeleted(ada, Reason.OPERATOR, house.time.instant()));
  }

  @Test
  void nobody_is_deleted_or_exported_who_is_not_there() {
    var nobody = new UserId(new UUID(1, 2));

    assertThat(house.auth.requestDeletion().handle(new RequestDeletion.Command(nobody, CLIENT)))
        .isEqualTo(new RequestDeletion.Outcome.UnknownUser());
    assertThat(
            house.auth.exportPersonalData().handle(new ExportPersonalData.Command(nobody, CLIENT)))
        .isEqualTo(new ExportPersonalData.Outcome.UnknownUser());
  }

  @Test
  void the_counters_of_the_address_are_told_and_forgotten() {
    house.login(ADA, Secrets.OTHER_PASSWORD);
    request();
    house.storage.deliverAll();

    assertThat(
            export().records(Category.ATTEMPT_COUNTERS).map(record -> record.facts().get("name")))
        .containsExactlyInAnyOrder(
            "password", "deletion-mail", "registration-mail", "registration-code");
    house.time.advance(GRACE);
    house.auth.eraseUsers().run();
    var exported = export(house.signUp(ADA).user().id());
    assertThat(
            exported.records(Category.ATTEMPT_COUNTERS).map(record -> record.facts().get("name")))
        .containsExactlyInAnyOrder("registration-mail", "registration-code");
  }

  @Test
  void an_export_is_on_the_trail_and_in_itself() {
    var export = export();

    assertThat(export.records(Category.AUDIT_TRAIL).map(record -> record.facts().get("type")))
        .contains("DataExported", "UserCreated", "RegistrationStarted", "SessionOpened");
    assertThat(leaving()).containsExactly(new DataExported(ada, house.time.instant()));
  }

  @Test
  void a_long_life_is_exported_to_the_last_line() {
    for (var n = 0; n < 1203; n++) {
      house.login(ADA, Secrets.OTHER_PASSWORD);
    }

    assertThat(export().records(Category.AUDIT_TRAIL)).hasSizeGreaterThan(1203);
  }

  @Test
  void a_sign_in_is_fresh_for_five_minutes_by_the_token_itself() {
    assertThat(freshness(tokens)).isInstanceOf(CheckFreshness.Outcome.Fresh.class);
    house.time.advance(Duration.ofMinutes(5).minus(TICK));
    assertThat(freshness(tokens)).isInstanceOf(CheckFreshness.Outcome.Fresh.class);
    house.time.advance(TICK);
    assertThat(freshness(tokens))
        .isEqualTo(new CheckFreshness.Outcome.Stale(Duration.ofMinutes(5)));
    assertThat(freshness(house.signIn(ADA))).isInstanceOf(CheckFreshness.Outcome.Fresh.class);
  }

  private CheckFreshness.Outcome freshness(Tokens shown) {
    var resolved =
        (ResolveSession.Outcome.Resolved)
            house.auth.resolveSession().handle(new ResolveSession.Command(shown.accessToken()));
    return house
        .auth
        .checkFreshness()
        .handle(new CheckFreshness.Command(resolved.caller().token()));
  }

  private Instant request() {
    var outcome = house.auth.requestDeletion().handle(new RequestDeletion.Command(ada, CLIENT));
    return ((RequestDeletion.Outcome.Pending) outcome).deleteAt();
  }

  private boolean undo(String presented) {
    return house.auth.undoDeletion().handle(new UndoDeletion.Command.ByMail(presented, CLIENT));
  }

  private boolean withdraw() {
    return house.auth.undoDeletion().handle(new UndoDeletion.Command.BySignedIn(ada, CLIENT));
  }

  private ExportPersonalData.Export export() {
    return export(ada);
  }

  private ExportPersonalData.Export export(UserId user) {
    var outcome =
        house.auth.exportPersonalData().handle(new ExportPersonalData.Command(user, CLIENT));
    return ((ExportPersonalData.Outcome.Ready) outcome).export();
  }

  private List<DeletionPending> mails() {
    return mailsTo(ADA);
  }

  private List<DeletionPending> mailsTo(String email) {
    return house.notifier.sentTo(address(email)).stream()
        .filter(DeletionPending.class::isInstance)
        .map(DeletionPending.class::cast)
        .toList();
  }

  private List<LeavingEvent> leaving() {
    return house.trail(ada.value()).stream()
        .filter(LeavingEvent.class::isInstance)
        .map(LeavingEvent.class::cast)
        .toList();
  }
}
