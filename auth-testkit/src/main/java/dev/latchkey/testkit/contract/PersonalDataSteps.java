package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges.NewCode;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.leaving.Person;
import dev.latchkey.domain.leaving.PersonalData.Category;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationCompleted;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationStarted;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.domain.session.Sessions.Renewal;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody of whom everything is known, and what a test of his data does with it. */
abstract class PersonalDataSteps extends StorageContract {
  static final User ADA = AUser.named("Ada", "ada@example.com");
  static final User BOB = AUser.named("Bob", "bob@example.com");
  static final RateLimit GUESSES = new RateLimit("guesses", 3, Duration.ofHours(1));
  static final RegistrationId ORIGIN = new RegistrationId(NamedIds.of("origin of Ada"));

  static PasswordResetId resetOf(User user) {
    return new PasswordResetId(NamedIds.of("reset of " + user.email().value()));
  }

  final List<Map<String, Object>> passkeys(String kind) {
    return facts(ADA, Category.PASSKEYS).stream()
        .filter(facts -> kind.equals(facts.get("kind")))
        .toList();
  }

  final AddressChange wish(User user, String wanted) {
    var seen = storage.users().find(user.id()).orElseThrow();
    var wish =
        AddressPolicy.standard()
            .wish(new AddressChangeId(NamedIds.of(wanted)), seen, EmailAddress.of(wanted), now());
    inUnit(() -> storage.addressChanges().request(wish, seen.epoch()));
    return wish;
  }

  final void moved(User user, String wanted) {
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

  /** One row of each kind; answers the session. */
  final Session everythingAbout(User user) {
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
    if (facts(user, Category.AUDIT_TRAIL).isEmpty()) {
      append(new RegistrationStarted(origin, now()));
      append(new RegistrationCompleted(origin, user.id(), now()));
      append(new UserCreated(user.id(), now()));
      append(new SessionOpened(session.id(), user.id(), session.login().methods(), now()));
    }
    return session;
  }

  final PendingCeremony ceremonyOf(User user, Session session) {
    return PendingCeremony.begin(
        new CeremonyId(NamedIds.of("ceremony of " + user.email().value())),
        new Challenge(Secrets.token("challenge")),
        new Purpose.Reauthenticating(user.id(), session.id()),
        PasskeyPolicy.standard(),
        now());
  }

  final UUID append(AuthEvent event) {
    return inUnit(() -> storage.outbox().append(event, ASession.CLIENT)).value();
  }

  final Renewal renew(Session session) {
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

  static PasswordHash hash() {
    return Secrets.hash("a password");
  }

  static Budget budget(User user) {
    return GUESSES.of(user.email().value());
  }

  static Person person(User user) {
    return new Person(user.id(), user.email(), List.of(budget(user)));
  }

  final boolean forget(User user) {
    return inUnit(() -> storage.personalData().forget(person(user)));
  }

  final Map<String, Object> one(User user, Category category) {
    var all = facts(user, category);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  final List<Map<String, Object>> facts(User user, Category category) {
    return storage.personalData().read(person(user), category, null, 1000).stream()
        .map(PersonalRecord::facts)
        .toList();
  }

  final List<PersonalRecord> everything(User user) {
    return Stream.of(Category.values())
        .flatMap(
            category -> storage.personalData().read(person(user), category, null, 1000).stream())
        .toList();
  }

  final Stream<PersonalRecord> paged(User user, Category category, int limit) {
    return Stream.iterate(
            storage.personalData().read(person(user), category, null, limit),
            page -> !page.isEmpty(),
            page ->
                storage.personalData().read(person(user), category, page.getLast().key(), limit))
        .flatMap(List::stream);
  }
}
