package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of the contract about what browsers are told: of whom, for whom and how. */
abstract class PasskeyOptionsContract extends PasskeySteps {
  @Test
  void creation_options_say_all_that_browsers_want_to_know() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var options = Json.readMembers(ceremony().creationOptions(asked)).orElseThrow();

    assertThat(options.members("rp"))
        .contains(Json.members().with("id", RP_ID).with("name", RP_NAME));
    assertThat(options.text("challenge")).contains(asked.challenge().bytes().reveal());
    assertThat(options.eachOf("pubKeyCredParams"))
        .extracting(one -> one.text("type").orElseThrow() + one.whole("alg").orElseThrow())
        .containsExactly("public-key-7", "public-key-8", "public-key-257");
    assertThat(options.whole("timeout")).contains(PATIENCE.toMillis());
    assertThat(options.text("attestation").orElse("none")).isEqualTo("none");
    assertThat(options.items("excludeCredentials")).isEmpty();
  }

  @Test
  void passkeys_are_asked_for_that_can_be_found_without_an_address() {
    var options = options(creation(ada(), UserVerification.REQUIRED));
    var selection = options.members("authenticatorSelection").orElseThrow();

    assertThat(selection.text("residentKey")).contains("required");
    assertThat(selection.flag("requireResidentKey")).contains(true);
    assertThat(selection.text("userVerification")).contains("required");
    assertThat(selection.text("authenticatorAttachment")).isEmpty();
  }

  @Test
  void the_user_handle_is_the_user_id_and_nothing_that_tells_who_he_is() {
    var user = options(creation(ada(), UserVerification.REQUIRED)).members("user").orElseThrow();

    assertThat(user.text("id").flatMap(Base64Url::read)).contains(idBytes(ada()));
    assertThat(user.text("name")).contains(ada().email().value());
  }

  @Test
  void somebody_without_a_name_is_shown_by_his_address() {
    assertThat(displayName(creation(ada(), UserVerification.REQUIRED)))
        .contains(ada().email().value());
    assertThat(displayName(creationNamed("Ada \"</script>\\ \u202f \ud83d\ude00")))
        .contains("Ada \"</script>\\ \u202f \ud83d\ude00");
  }

  @Test
  void passkeys_that_are_there_are_excluded_and_told_how_to_reach() {
    var first = make(SoftwareAuthenticator.securityKey(1), ada());
    var options = options(creation(ada(), UserVerification.REQUIRED, first));

    assertThat(options.eachOf("excludeCredentials"))
        .singleElement()
        .satisfies(one -> assertDescribes(one, first));
  }

  @Test
  void request_options_say_all_that_browsers_want_to_know() {
    var passkey = make(SoftwareAuthenticator.securityKey(1), ada());
    var asked = showing(UserVerification.REQUIRED, passkey);
    var options = options(asked);

    assertThat(options.text("challenge")).contains(asked.challenge().bytes().reveal());
    assertThat(options.text("rpId")).contains(RP_ID).contains(ceremony().relyingParty());
    assertThat(options.whole("timeout")).contains(PATIENCE.toMillis());
    assertThat(options.text("userVerification")).contains("required");
    assertThat(options.eachOf("allowCredentials"))
        .singleElement()
        .satisfies(one -> assertDescribes(one, passkey));
  }

  @Test
  void when_any_passkey_will_do_none_is_named() {
    var options = options(showing(UserVerification.PREFERRED));

    assertThat(options.items("allowCredentials")).isEmpty();
    assertThat(options.text("userVerification")).contains("preferred");
  }

  private Optional<String> displayName(PasskeyCeremony.Creation asked) {
    return options(asked).members("user").flatMap(user -> user.text("displayName"));
  }

  private PasskeyCeremony.Creation creationNamed(String name) {
    var asked = creation(ada(), UserVerification.REQUIRED);
    return new PasskeyCeremony.Creation(
        asked.challenge(),
        asked.user(),
        asked.email(),
        Optional.of(new DisplayName(name)),
        List.of(),
        asked.verification());
  }
}
