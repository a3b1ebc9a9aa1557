package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.leaving.PersonalData.Category;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.leaving.PersonalData} promises: here about forgetting; what
 * is inherited is about reading.
 */
public abstract class PersonalDataContract extends PersonalReadingContract {
  @Test
  void a_request_for_a_new_password_is_told_of_until_it_is_forgotten() {
    everythingAbout(ADA);
    for (var user : List.of(ADA, BOB)) {
      var request = PasswordResetPolicy.standard().request(resetOf(user), user.email(), now());
      doInUnit(() -> storage.passwordResets().request(request));
    }

    assertThat(facts(ADA, Category.CREDENTIALS))
        .extracting(facts -> facts.get("kind"))
        .containsExactly("password", "password_reset");
    assertThat(forget(ADA)).isTrue();
    assertThat(storage.passwordResets().find(resetOf(ADA))).isEmpty();
    assertThat(storage.passwordResets().find(resetOf(BOB))).isPresent();
  }

  @Test
  void a_ceremony_of_an_attempt_to_register_is_forgotten_with_the_attempt() {
    everythingAbout(ADA);
    var begun =
        new PendingCeremony(
            new CeremonyId(NamedIds.of("sign-up")),
            new Challenge(Secrets.token("challenge")),
            new Purpose.SigningUp(
                ARegistration.withoutPassword("ada@example.com", now()).id(),
                new UserId(NamedIds.of("somebody to be"))),
            now().plusSeconds(60));
    storage.ceremonies().add(begun);
    assertThat(passkeys("ceremony")).hasSize(2);

    forget(ADA);

    assertThat(storage.ceremonies().take(begun.id(), now())).isEmpty();
  }

  @Test
  void a_wished_address_and_one_that_was_left_are_told_until_they_are_forgotten() {
    everythingAbout(ADA);
    moved(ADA, "ada@new.example.org");
    wish(ADA, "ada@newer.example.org");
    var now = storage.users().find(ADA.id()).orElseThrow();

    assertThat(facts(now, Category.ADDRESSES))
        .extracting(facts -> facts.get("kind"), facts -> facts.get("email"))
        .containsExactlyInAnyOrder(
            tuple("wanted", "ada@newer.example.org"), tuple("left", "ada@example.com"));
    assertThat(everything(now)).noneMatch(record -> record.toString().contains(Secrets.CANARY));
    assertThat(forget(now)).isTrue();
    assertThat(storage.addressChanges().findOf(ADA.id())).isEmpty();
    assertThat(storage.users().isTaken(ADA.email())).isFalse();
  }

  @Test
  void a_recovery_is_told_until_it_is_forgotten() {
    everythingAbout(ADA);
    var recovery =
        RecoveryPolicy.standard().begin(new RecoveryId(NamedIds.of("recovery")), ADA.id(), now());
    inUnit(() -> storage.recoveries().begin(recovery, ADA.epoch()));

    assertThat(facts(ADA, Category.CREDENTIALS))
        .extracting(facts -> facts.get("kind"), facts -> facts.get("due_at"))
        .contains(tuple("recovery", recovery.dueAt()));
    assertThat(forget(ADA)).isTrue();
    assertThat(storage.recoveries().find(recovery.id())).isEmpty();
  }

  @Test
  void a_person_is_forgotten_but_for_the_trail() {
    everythingAbout(ADA);

    assertThat(forget(ADA)).isTrue();

    for (var category : Category.values()) {
      var records = facts(ADA, category);
      if (category == Category.AUDIT_TRAIL) {
        assertThat(records).hasSize(4);
      } else {
        assertThat(records).as(category.name()).isEmpty();
      }
    }
    assertThat(storage.users().find(ADA.id())).isEmpty();
    assertThat(storage.passwords().findByEmail(ADA.email())).isEmpty();
    assertThat(storage.deletions().find(ADA.id())).isEmpty();
  }

  @Test
  void others_are_not_forgotten() {
    everythingAbout(ADA);
    everythingAbout(BOB);
    var before = everything(BOB);

    forget(ADA);

    assertThat(everything(BOB)).isEqualTo(before);
  }

  @Test
  void sessions_of_the_forgotten_work_no_more() {
    var session = everythingAbout(ADA);

    forget(ADA);

    assertThat(storage.sessions().find(session.id())).isEmpty();
    assertThat(storage.sessions().check(session.id(), Secrets.key("signing-1"))).isEmpty();
    assertThat(renew(session)).isEqualTo(new Renewal.Refused());
  }

  @Test
  void the_address_of_the_forgotten_is_free() {
    everythingAbout(ADA);
    forget(ADA);
    var newcomer = AUser.withId(NamedIds.of("newcomer"), "ada@example.com");

    assertThat(inUnit(() -> storage.users().add(newcomer))).isEqualTo(new Addition.Added(newcomer));
    assertThat(facts(newcomer, Category.AUDIT_TRAIL)).isEmpty();
  }

  @Test
  void nobody_is_forgotten_twice() {
    everythingAbout(ADA);

    assertThat(forget(ADA)).isTrue();
    assertThat(forget(ADA)).isFalse();
  }

  @Test
  void a_unit_that_failed_forgot_nothing() {
    everythingAbout(ADA);
    var before = everything(ADA);

    undone(() -> storage.personalData().forget(person(ADA)));

    assertThat(everything(ADA)).isEqualTo(before);
  }

  @Test
  void forgetting_outside_of_a_unit_is_a_bug() {
    everythingAbout(ADA);

    assertThatThrownBy(() -> storage.personalData().forget(person(ADA)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void of_many_who_forget_at_the_same_moment_one_does() {
    everythingAbout(ADA);

    assertThat(Race.of(Race.MANY, () -> forget(ADA))).containsOnlyOnce(true);
  }

  @Test
  void whoever_signs_in_or_renews_while_a_person_is_forgotten_leaves_nothing_behind() {
    for (var round = 0; round < 10; round++) {
      var session = everythingAbout(ADA);
      var racers = new ArrayList<Callable<Boolean>>();
      racers.add(() -> forget(ADA));
      for (var n = 0; n < 5; n++) {
        var another = ASession.of(ADA, NamedIds.of("racer " + round + " " + n), now());
        racers.add(
            () ->
                inUnit(() -> storage.sessions().open(another, ADA.epoch()))
                    instanceof Opening.Opened);
        racers.add(() -> renew(session) instanceof Renewal.Renewed);
        racers.add(() -> inUnit(() -> storage.passwords().rehash(ADA.id(), hash(), hash())));
      }
      Collections.rotate(racers, round);

      Race.between(racers);

      assertThat(forget(ADA)).isFalse();
      assertThat(facts(ADA, Category.SESSIONS)).isEmpty();
      assertThat(facts(ADA, Category.CREDENTIALS)).isEmpty();
      assertThat(storage.users().findByEmail(ADA.email())).isEmpty();
    }
  }

  @Test
  void an_address_that_is_proven_while_its_owner_is_forgotten_has_an_owner_or_none() {
    for (var round = 0; round < 10; round++) {
      everythingAbout(ADA);
      var newcomer = AUser.withId(NamedIds.of("newcomer " + round), "ada@example.com");
      var attempt = ARegistration.withPassword(newcomer.id().value(), "ada@example.com", now());
      doInUnit(() -> storage.registrations().add(attempt));
      inUnit(
          () -> storage.registrations().mint(attempt.id(), ARegistration.code("c", now()), now()));
      Callable<Boolean> admit = () -> inUnit(() -> admit(attempt.id(), newcomer));
      Callable<Boolean> forget = () -> forget(ADA);

      var done = Race.between(List.of(admit, forget));

      assertThat(done.get(1)).isTrue();
      assertThat(storage.users().findByEmail(ADA.email()).map(User::id))
          .isEqualTo(storage.users().find(newcomer.id()).map(User::id));
      inUnit(() -> storage.personalData().forget(person(newcomer)));
    }
  }

  private boolean admit(RegistrationId attempt, User newcomer) {
    var redeemed =
        storage
            .registrations()
            .redeem(
                attempt,
                List.of(Secrets.codeDigest("c")),
                ARegistration.continuation("k", now()),
                now());
    return redeemed instanceof Redemption.Proven
        && storage.users().add(newcomer) instanceof Addition.Added;
  }
}
