package dev.latchkey.application;

import static dev.latchkey.application.House.CLIENT;
import static dev.latchkey.application.House.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AlreadyRegistered;
import dev.latchkey.domain.notification.Notification.NoAccountToReset;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.memory.RecordingNotifier.Sending;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In whose language each mail is: that of its reader, and never that of whoever caused it. */
class MailLanguageTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final String NEW = "ada@new.example.org";
  private static final String NOBODY = "nobody@example.com";
  private static final Language GERMAN = new Language("de");
  private static final Language FRENCH = new Language("fr");

  private final House house = new House();

  @Test
  void the_code_is_in_the_language_of_the_registration_also_when_another_asks_for_it_again() {
    var registration = register(ADA, Secrets.PASSWORD, GERMAN);
    house.time.advance(Duration.ofMinutes(2));
    house
        .auth
        .resendRegistrationCode()
        .handle(new ResendRegistrationCode.Command(registration, asking(FRENCH)));

    assertThat(languages(ADA, RegistrationCode.class)).containsExactly("de", "de");
  }

  @Test
  void the_language_of_the_registration_becomes_that_of_the_user() {
    var tokens = signUp(ADA, GERMAN, FRENCH);

    assertThat(tokens.user().language()).isEqualTo(GERMAN);
    assertThat(languages(ADA, Notification.class)).containsOnly("de");
  }

  @Test
  void so_it_does_where_the_first_credential_comes_later() {
    var registration = register(ADA, null, GERMAN);
    var proven =
        (VerifyRegistration.Outcome.Continue) house.verify(registration, house.mailedCode(ADA));
    var command =
        new CompleteRegistration.Command(
            registration, proven.continuation().reveal(), Secrets.PASSWORD, asking(FRENCH));
    var born =
        (CompleteRegistration.Outcome.SignedIn) house.auth.completeRegistration().handle(command);

    assertThat(born.tokens().user().language()).isEqualTo(GERMAN);
  }

  @Test
  void who_said_nothing_is_of_no_language_and_a_stranger_gives_him_none() {
    house.signUp(ADA);
    requestReset(ADA, FRENCH);

    assertThat(languages(ADA, PasswordReset.class)).containsExactly("-");
  }

  @Test
  void notices_are_in_the_language_that_the_user_chose_last() {
    var tokens = signUp(ADA, GERMAN, GERMAN);
    var changed =
        (ChangePassword.Outcome.Changed)
            house.change(tokens, Secrets.PASSWORD, Secrets.OTHER_PASSWORD);
    assertThat(languages(ADA, SecurityNotice.class)).containsExactly("de");

    choose(tokens, "fr");
    house.reauthenticate(changed.tokens(), Secrets.OTHER_PASSWORD);

    assertThat(languages(ADA, SecurityNotice.class)).containsExactly("de", "fr");
  }

  @Test
  void a_stranger_does_not_choose_the_language_of_a_reset() {
    signUp(ADA, GERMAN, GERMAN);

    requestReset(ADA, FRENCH);

    assertThat(languages(ADA, PasswordReset.class)).containsExactly("de");
  }

  @Test
  void where_there_is_no_account_it_is_that_of_the_request() {
    requestReset(NOBODY, FRENCH);

    assertThat(languages(NOBODY, NoAccountToReset.class)).containsExactly("fr");
  }

  @Test
  void the_owner_of_an_address_that_somebody_registers_reads_his_own() {
    signUp(ADA, GERMAN, GERMAN);

    register(ADA, "another-" + Secrets.PASSWORD, FRENCH);

    assertThat(languages(ADA, AlreadyRegistered.class)).containsExactly("de");
  }

  @Test
  void the_owner_of_an_address_that_somebody_wants_reads_his_own() {
    signUp(BOB, FRENCH, FRENCH);
    var tokens = signUp(ADA, GERMAN, GERMAN);

    want(tokens, BOB);

    assertThat(languages(BOB, AddressInUse.class)).containsExactly("fr");
  }

  @Test
  void all_mails_of_a_change_of_address_are_in_the_language_of_the_user() {
    changeAddress(signUp(ADA, GERMAN, GERMAN));

    assertThat(languages(NEW, Notification.class)).hasSize(2).containsOnly("de");
    assertThat(languages(ADA, Notification.class)).hasSizeGreaterThan(2).containsOnly("de");
  }

  private void changeAddress(Tokens tokens) {
    want(tokens, NEW);
    house.storage.deliverAll();
    var code = ((AddressCode) house.notifier.sentTo(address(NEW)).getLast()).code().reveal();
    house
        .auth
        .completeAddressChange()
        .handle(new CompleteAddressChange.Command(house.caller(tokens), code, asking(FRENCH)));
  }

  @Test
  void an_address_that_is_kept_for_somebody_is_written_to_in_no_strangers_language() {
    changeAddress(signUp(ADA, GERMAN, GERMAN));

    register(ADA, Secrets.PASSWORD, FRENCH);

    assertThat(languages(ADA, AlreadyRegistered.class)).containsExactly("-");
  }

  @Test
  void whoever_leaves_is_told_in_his_own() {
    var tokens = signUp(ADA, GERMAN, GERMAN);
    house
        .auth
        .requestDeletion()
        .handle(new RequestDeletion.Command(tokens.user().id(), asking(FRENCH)));

    assertThat(languages(ADA, Notification.DeletionPending.class)).containsExactly("de");
  }

  private void choose(Tokens tokens, String language) {
    var user = tokens.user().id();
    house.auth.updateProfile().handle(new UpdateProfile.Command(user, null, language, CLIENT));
  }

  private void requestReset(String email, Language asked) {
    house
        .auth
        .requestPasswordReset()
        .handle(new RequestPasswordReset.Command(email, asking(asked)));
  }

  private void want(Tokens tokens, String email) {
    house
        .auth
        .requestAddressChange()
        .handle(new RequestAddressChange.Command(house.caller(tokens), email, asking(FRENCH)));
  }

  private Tokens signUp(String email, Language atFirst, Language then) {
    var registration = register(email, Secrets.PASSWORD, atFirst);
    var command =
        new VerifyRegistration.Command(registration, house.mailedCode(email), asking(then));
    var outcome = house.auth.verifyRegistration().handle(command);
    return ((VerifyRegistration.Outcome.SignedIn) outcome).tokens();
  }

  private RegistrationId register(String email, @Nullable String password, Language asked) {
    var command = new StartRegistration.Command(email, password, null, asking(asked));
    return ((StartRegistration.Outcome.Started) house.auth.startRegistration().handle(command))
        .id();
  }

  private static ClientContext asking(Language language) {
    return new ClientContext("203.0.113.7", "curl/8", "request-1", ClientHints.none(), language);
  }

  /** The tags of those in which mails of a kind went to an address; a dash for none. */
  private List<String> languages(String email, Class<?> kind) {
    house.storage.deliverAll();
    return house.notifier.sent().stream()
        .filter(sending -> sending.to().address().equals(address(email)))
        .filter(sending -> kind.isInstance(sending.notification()))
        .map(MailLanguageTest::language)
        .toList();
  }

  private static String language(Sending sending) {
    var language = sending.to().language();
    return language == null ? "-" : language.tag();
  }
}
