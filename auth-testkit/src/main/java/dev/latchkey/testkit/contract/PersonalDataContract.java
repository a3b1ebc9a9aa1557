package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges.NewCode;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.credential.Allowance;
import dev.latchkey.domain.credential.Allowance.Budget;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.device.KnownDevices.KnownDevice;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData.Chapter;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationCompleted;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationStarted;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.leaving.PersonalData} promises. */
public abstract class PersonalDataContract extends StorageContract {
  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final User BOB = AUser.named("Bob", "bob@example.com");
  private static final Allowance GUESSES = new Allowance("guesses", 3, Duration.ofHours(1));
  private static final RegistrationId ORIGIN = new RegistrationId(NamedIds.of("origin of Ada"));

  @Test
  void the_profile_is_what_the_user_said_and_is() {
    everythingAbout(ADA);

    assertThat(one(ADA, Chapter.PROFILE))
        .containsEntry("id", ADA.id().value())
        .containsEntry("email", "ada@example.com")
        .containsEntry("name", "Ada")
        .containsEntry("status", "active")
        .containsEntry("roles", List.of("user"))
        .containsEntry("created_at", AUser.BORN);
  }

  @Test
  void a_password_is_told_of_and_not_told() {
    everythingAbout(ADA);

    assertThat(one(ADA, Chapter.CREDENTIALS)).containsEntry("kind", "password");
    assertThat(everything(ADA)).noneMatch(record -> record.toString().contains(Secrets.CANARY));
  }

  @Test
  void a_request_for_a_new_password_is_told_of_until_it_is_forgotten() {
    everythingAbout(ADA);
    for (var user : List.of(ADA, BOB)) {
      var request = PasswordResetPolicy.standard().request(resetOf(user), user.email(), now());
      doInUnit(() -> storage.passwordResets().request(request));
    }

    assertThat(facts(ADA, Chapter.CREDENTIALS))
        .extracting(facts -> facts.get("kind"))
        .containsExactly("password", "password_reset");
    assertThat(forget(ADA)).isTrue();
    assertThat(storage.passwordResets().find(resetOf(ADA))).isEmpty();
    assertThat(storage.passwordResets().find(resetOf(BOB))).isPresent();
  }

  private static PasswordResetId resetOf(User user) {
    return new PasswordResetId(NamedIds.of("reset of " + user.email().value()));
  }

  @Test
  void passkeys_are_told_with_their_names_and_times_and_not_their_keys() {
    everythingAbout(ADA);

    assertThat(passkeys("passkey"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("name", "ada@example.com")
                    .containsEntry("added_at", now())
                    .containsEntry("transports", List.of("hybrid", "internal"))
                    .containsEntry("backup_eligible", true)
                    .containsEntry("backed_up", false)
                    .containsEntry("signatures", 0L)
                    .doesNotContainKeys("last_used_at", "removed_at"));
    assertThat(everything(ADA).toString())
        .doesNotContain("credential ada", APasskey.id("ada@example.com").toString());
  }

  @Test
  void a_removed_passkey_is_told_without_its_name() {
    everythingAbout(ADA);
    var passkey = storage.passkeys().list(ADA.id()).getFirst();
    inUnit(() -> storage.passkeys().remove(ADA.id(), passkey.id(), now().plusSeconds(5)));

    assertThat(passkeys("passkey"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("id", passkey.id().value())
                    .containsEntry("removed_at", now().plusSeconds(5))
                    .doesNotContainKeys("name", "transports"));
  }

  @Test
  void a_ceremony_is_told_until_it_is_over() {
    everythingAbout(ADA);
    assertThat(passkeys("ceremony"))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("expires_at", now().plus(PasskeyPolicy.standard().patience())));

    storage.ceremonies().purge(now().plus(Duration.ofHours(1)));

    assertThat(passkeys("ceremony")).isEmpty();
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

  private List<Map<String, Object>> passkeys(String kind) {
    return facts(ADA, Chapter.PASSKEYS).stream()
        .filter(facts -> kind.equals(facts.get("kind")))
        .toList();
  }

  @Test
  void sessions_are_told_with_their_times_and_origins_ended_ones_too() {
    everythingAbout(ADA);
    var session = ASession.of(ADA, NamedIds.of("another"), now());
    inUnit(() -> storage.sessions().open(session, ADA.epoch()));
    inUnit(() -> storage.sessions().end(session.id(), ADA.id(), now().plusSeconds(5)));

    assertThat(facts(ADA, Chapter.SESSIONS)).hasSize(2);
    assertThat(facts(ADA, Chapter.SESSIONS))
        .filteredOn(facts -> session.id().value().equals(facts.get("id")))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("login_at", now())
                    .containsEntry("ended_at", now().plusSeconds(5))
                    .containsEntry("amr", List.of("pwd"))
                    .containsEntry("acr", "aal1")
                    .containsEntry("ip", ASession.CLIENT.address())
                    .containsEntry("user_agent", ASession.CLIENT.userAgent())
                    .containsEntry("client_hints", ASession.CLIENT.hints().fields())
                    .containsEntry("renewals", 0));
  }

  @Test
  void known_devices_are_told_with_where_they_were_seen_last() {
    everythingAbout(ADA);
    var laptop =
        new KnownDevice(
            new DeviceId(NamedIds.of("laptop")), new DeviceToken(Secrets.token("laptop")));
    doInUnit(() -> storage.devices().add(ADA.id(), laptop, ASession.CLIENT, 5, now()));

    assertThat(facts(ADA, Chapter.DEVICES))
        .filteredOn(facts -> laptop.id().value().equals(facts.get("id")))
        .singleElement()
        .satisfies(
            facts ->
                assertThat(facts)
                    .containsEntry("first_seen_at", now())
                    .containsEntry("last_seen_at", now())
                    .containsEntry("ip", ASession.CLIENT.address())
                    .containsEntry("user_agent", ASession.CLIENT.userAgent())
                    .containsEntry("client_hints", ASession.CLIENT.hints().fields()));
  }

  @Test
  void every_attempt_to_register_the_address_is_told() {
    everythingAbout(ADA);
    var another = ARegistration.withPassword(NamedIds.of("another"), "ada@example.com", now());
    doInUnit(() -> storage.registrations().add(another));

    assertThat(facts(ADA, Chapter.REGISTRATIONS))
        .hasSize(2)
        .allSatisfy(facts -> assertThat(facts).containsEntry("email", "ada@example.com"))
        .anySatisfy(
            facts ->
                assertThat(facts)
                    .containsEntry("id", another.id().value())
                    .containsEntry("name", "Ada")
                    .containsEntry("has_password", true)
                    .containsEntry("started_at", now()));
  }

  @Test
  void what_is_counted_under_the_address_is_told() {
    everythingAbout(ADA);

    assertThat(one(ADA, Chapter.ATTEMPT_COUNTERS))
        .containsEntry("name", "guesses")
        .containsEntry("uses", List.of(now()));
  }

  @Test
  void a_pending_deletion_is_told() {
    everythingAbout(ADA);

    assertThat(one(ADA, Chapter.DELETION))
        .containsEntry("requested_at", now())
        .containsEntry("delete_at", now().plus(Duration.ofDays(7)))
        .containsEntry("undo_mail_prepared", false);
  }

  @Test
  void a_wished_address_and_one_that_was_left_are_told_until_they_are_forgotten() {
    everythingAbout(ADA);
    moved(ADA, "ada@new.example.org");
    wish(ADA, "ada@newer.example.org");
    var now = storage.users().find(ADA.id()).orElseThrow();

    assertThat(facts(now, Chapter.ADDRESSES))
        .extracting(facts -> facts.get("kind"), facts -> facts.get("email"))
        .containsExactlyInAnyOrder(
            tuple("wanted", "ada@newer.example.org"), tuple("left", "ada@example.com"));
    assertThat(everything(now)).noneMatch(record -> record.toString().contains(Secrets.CANARY));
    assertThat(forget(now)).isTrue();
    assertThat(storage.addressChanges().findOf(ADA.id())).isEmpty();
    assertThat(storage.users().isTaken(ADA.email())).isFalse();
  }

  private AddressChange wish(User user, String wanted) {
    var seen = storage.users().find(user.id()).orElseThrow();
    var wish =
        AddressPolicy.standard()
            .wish(new AddressChangeId(NamedIds.of(wanted)), seen, EmailAddress.of(wanted), now());
    inUnit(() -> storage.addressChanges().request(wish, seen.epoch()));
    return wish;
  }

  private void moved(User user, String wanted) {
    var wish = wish(user, wanted);
    var code = new NewCode(Secrets.codeDigest("code"), now().plusSeconds(60), 5);
    inUnit(() -> storage.addressChanges().mint(wish.id(), code, now()));
    inUnit(
        () ->
            storage
                .addressChanges()
                .confirm(
                    wish.id(), List.of(Secrets.codeDigest("code")), now().plusSeconds(99), now()));
    inUnit(() -> storage.addressChanges().mintUndo(wish.id(), Secrets.codeDigest("undo"), now()));
  }

  @Test
  void a_recovery_is_told_until_it_is_forgotten() {
    everythingAbout(ADA);
    var recovery =
        RecoveryPolicy.standard().begin(new RecoveryId(NamedIds.of("recovery")), ADA.id(), now());
    inUnit(() -> storage.recoveries().begin(recovery, ADA.epoch()));

    assertThat(facts(ADA, Chapter.CREDENTIALS))
        .extracting(facts -> facts.get("kind"), facts -> facts.get("due_at"))
        .contains(tuple("recovery", recovery.dueAt()));
    assertThat(forget(ADA)).isTrue();
    assertThat(storage.recoveries().find(recovery.id())).isEmpty();
  }

  @Test
  void the_trail_is_told_with_the_registration_that_the_user_came_from() {
    everythingAbout(ADA);

    assertThat(facts(ADA, Chapter.AUDIT_TRAIL)).hasSize(4);
    assertThat(facts(ADA, Chapter.AUDIT_TRAIL))
        .allSatisfy(
            facts ->
                assertThat(facts)
                    .containsEntry("at", now())
                    .containsEntry("ip", ASession.CLIENT.address())
                    .containsEntry("user_agent", ASession.CLIENT.userAgent())
                    .containsEntry("request_id", ASession.CLIENT.requestId())
                    .hasEntrySatisfying(
                        "event",
                        event ->
                            assertThat((Map<?, ?>) event)
                                .isNotEmpty()
                                .anySatisfy(
                                    (name, value) ->
                                        assertThat(value).isEqualTo(now().toString()))));
  }

  @Test
  void nothing_about_others_is_told() {
    everythingAbout(ADA);
    everythingAbout(BOB);

    assertThat(everything(ADA).toString())
        .doesNotContain("bob@example.com", "Bob", BOB.id().value().toString());
    assertThat(everything(BOB).toString())
        .doesNotContain("ada@example.com", "Ada", ADA.id().value().toString());
  }

  @Test
  void about_somebody_who_is_not_there_nothing_is_told() {
    everythingAbout(BOB);

    assertThat(everything(ADA)).isEmpty();
  }

  @Test
  void a_long_chapter_is_read_in_pages_that_leave_nothing_out() {
    added(ADA);
    var ids =
        IntStream.range(0, 25)
            .mapToObj(
                n -> {
                  time.advance(Duration.ofSeconds(1));
                  return append(new UserCreated(ADA.id(), now()));
                })
            .toList();

    for (var limit : List.of(1, 7, 25, 100)) {
      assertThat(paged(ADA, Chapter.AUDIT_TRAIL, limit).map(record -> record.facts().get("id")))
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  void keys_are_in_order_and_none_comes_twice() {
    everythingAbout(ADA);

    for (var chapter : Chapter.values()) {
      var keys = paged(ADA, chapter, 1).map(PersonalRecord::key).toList();
      assertThat(keys).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void a_person_is_forgotten_but_for_the_trail() {
    everythingAbout(ADA);

    assertThat(forget(ADA)).isTrue();

    for (var chapter : Chapter.values()) {
      var records = facts(ADA, chapter);
      if (chapter == Chapter.AUDIT_TRAIL) {
        assertThat(records).hasSize(4);
      } else {
        assertThat(records).as(chapter.name()).isEmpty();
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
    assertThat(facts(newcomer, Chapter.AUDIT_TRAIL)).isEmpty();
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
      assertThat(facts(ADA, Chapter.SESSIONS)).isEmpty();
      assertThat(facts(ADA, Chapter.CREDENTIALS)).isEmpty();
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

  /** One row of each kind; answers the session. */
  private Session everythingAbout(User user) {
    added(user);
    var session = ASession.of(user, now());
    var address = user.email().value();
    doInUnit(() -> storage.passwords().set(user.id(), hash(), now()));
    inUnit(() -> storage.sessions().open(session, user.epoch()));
    inUnit(() -> storage.passkeys().add(APasskey.of(user, address, now()), user.epoch(), 1));
    storage.ceremonies().add(ceremonyOf(user, session));
    doInUnit(() -> storage.registrations().add(ARegistration.withoutPassword(address, now())));
    storage.budgets().take(budget(user), now());
    var wish = new PendingDeletion(user.id(), now(), now().plus(Duration.ofDays(7)));
    inUnit(() -> storage.deletions().request(wish));
    var origin = user.equals(ADA) ? ORIGIN : new RegistrationId(NamedIds.of(address));
    if (facts(user, Chapter.AUDIT_TRAIL).isEmpty()) {
      append(new RegistrationStarted(origin, now()));
      append(new RegistrationCompleted(origin, user.id(), now()));
      append(new UserCreated(user.id(), now()));
      append(new SessionOpened(session.id(), user.id(), session.login().methods(), now()));
    }
    return session;
  }

  private PendingCeremony ceremonyOf(User user, Session session) {
    return PendingCeremony.begin(
        new CeremonyId(NamedIds.of("ceremony of " + user.email().value())),
        new Challenge(Secrets.token("challenge")),
        new Purpose.Reauthenticating(user.id(), session.id()),
        PasskeyPolicy.standard(),
        now());
  }

  private UUID append(AuthEvent event) {
    return inUnit(() -> storage.outbox().append(event, ASession.CLIENT)).value();
  }

  private Renewal renew(Session session) {
    Instant now = now();
    return storage
        .sessions()
        .renew(
            ASession.token(session, 0),
            Secrets.digest(ASession.secretOf(1)),
            Secrets.key("rotation-1"),
            ASession.POLICY,
            now);
  }

  private static PasswordHash hash() {
    return Secrets.hash("a password");
  }

  private static Budget budget(User user) {
    return GUESSES.of(user.email().value());
  }

  private static Person person(User user) {
    return new Person(user.id(), user.email(), List.of(budget(user)));
  }

  private boolean forget(User user) {
    return inUnit(() -> storage.personalData().forget(person(user)));
  }

  private Map<String, Object> one(User user, Chapter chapter) {
    var all = facts(user, chapter);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<Map<String, Object>> facts(User user, Chapter chapter) {
    return storage.personalData().read(person(user), chapter, null, 1000).stream()
        .map(PersonalRecord::facts)
        .toList();
  }

  private List<PersonalRecord> everything(User user) {
    return Stream.of(Chapter.values())
        .flatMap(chapter -> storage.personalData().read(person(user), chapter, null, 1000).stream())
        .toList();
  }

  private Stream<PersonalRecord> paged(User user, Chapter chapter, int limit) {
    return Stream.iterate(
            storage.personalData().read(person(user), chapter, null, limit),
            page -> !page.isEmpty(),
            page -> storage.personalData().read(person(user), chapter, page.getLast().key(), limit))
        .flatMap(List::stream);
  }
}
