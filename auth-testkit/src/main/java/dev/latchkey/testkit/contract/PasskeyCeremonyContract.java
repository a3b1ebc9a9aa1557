package dev.latchkey.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.testkit.fuzz.Mutations;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PasskeyCeremony} promises: here whatever comes, and the vectors of the
 * standard; what is inherited is about options, making and showing.
 */
public abstract class PasskeyCeremonyContract extends PasskeyShowingContract {
  @Test
  void an_answer_that_breaks_off_is_malformed_wherever_it_does() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer = SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(asked), ORIGIN);
    var attestation = bytesOf(answer, "attestationObject");

    for (var length = 0; length < attestation.length; length++) {
      var broken = with(answer, "attestationObject", Arrays.copyOf(attestation, length));

      assertThat(ceremony().verifyCreation(asked, broken))
          .isEqualTo(new Created.Refused(Flaw.MALFORMED));
    }
    for (var length = 0; length < answer.length(); length += 7) {
      assertThat(ceremony().verifyCreation(asked, answer.substring(0, length)))
          .isEqualTo(new Created.Refused(Flaw.MALFORMED));
    }
  }

  @Test
  void no_byte_of_a_new_passkey_makes_it_throw() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer = SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(asked), ORIGIN);

    for (var part : List.of("attestationObject", "clientDataJSON")) {
      for (var at = 0; at < bytesOf(answer, part).length; at++) {
        var changed = flipped(answer, part, at);

        assertThatCode(() -> ceremony().verifyCreation(asked, changed)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void a_member_that_is_there_twice_is_refused() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer = SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(asked), ORIGIN);

    assertThat(
            ceremony()
                .verifyCreation(asked, answer.replaceFirst("\\{", "{\"type\":\"public-key\",")))
        .isEqualTo(new Created.Refused(Flaw.MALFORMED));
    assertThat(ceremony().verifyCreation(asked, answer)).isInstanceOf(Created.Verified.class);
  }

  @Test
  void an_answer_of_one_ceremony_is_none_of_the_other() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var asked = creation(ada(), UserVerification.REQUIRED);
    var creating =
        SoftwareAuthenticator.synced(2).create(ceremony().creationOptions(asked), ORIGIN);
    var shown = showing(UserVerification.REQUIRED, passkey);
    var showing = authenticator.get(ceremony().requestOptions(shown), ORIGIN);

    assertThat(ceremony().verifyCreation(asked, showing))
        .isEqualTo(new Created.Refused(Flaw.MALFORMED));
    assertThat(ceremony().verifyShowing(shown, ofAda(passkey), creating))
        .isEqualTo(new Shown.Refused(Flaw.MALFORMED));
  }

  @Test
  void no_answer_makes_it_throw() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var making = creation(ada(), UserVerification.REQUIRED);
    var showing = showing(UserVerification.REQUIRED, passkey);
    var corpus =
        List.of(
            SoftwareAuthenticator.synced(2).create(ceremony().creationOptions(making), ORIGIN),
            authenticator.get(ceremony().requestOptions(showing), ORIGIN),
            "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}");

    var inputs =
        Mutations.feed(
            corpus,
            Duration.ofSeconds(2),
            input -> take(new String(input, UTF_8), making, showing, passkey));

    assertThat(inputs).isGreaterThan(200);
  }

  private void take(
      String answer,
      PasskeyCeremony.Creation making,
      PasskeyCeremony.Showing showing,
      PasskeyCredential passkey) {
    assertThat(ceremony().verifyCreation(making, answer)).isNotNull();
    assertThat(ceremony().claim(answer)).isNotNull();
    assertThat(ceremony().verifyShowing(showing, ofAda(passkey), answer)).isNotNull();
  }

  @Test
  void a_byte_order_mark_before_the_client_data_is_passed_over() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer = SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(asked), ORIGIN);
    var text = new String(bytesOf(answer, "clientDataJSON"), UTF_8);

    assertThat(
            ceremony()
                .verifyCreation(
                    asked, with(answer, "clientDataJSON", ("\ufeff" + text).getBytes(UTF_8))))
        .isInstanceOf(Created.Verified.class);
    assertThat(
            ceremony().verifyCreation(asked, with(answer, "clientDataJSON", text.getBytes(UTF_16))))
        .isEqualTo(new Created.Refused(Flaw.MALFORMED));
  }

  // The vectors of the standard, section 16: those whose challenge is as long as ours.

  @Test
  void the_vectors_of_the_standard_are_verified() {
    for (var name :
        List.of(
            "none.ES256",
            "none.ES256.long-credential-id",
            "packed-self.ES256",
            "packed.ES256",
            "packed.ES384",
            "packed.RS256",
            "packed.EdDSA")) {
      var vector = PasskeyVector.named(name);
      var made = made(vector);

      assertThat(made)
          .as(name)
          .isInstanceOfSatisfying(
              Created.Verified.class, it -> assertShows(vector, it.credential()));
    }
  }

  private void assertShows(PasskeyVector vector, PasskeyCredential credential) {
    assertThat(credential.id()).isEqualTo(vector.id());
    assertThat(credential.aaguid()).isEqualTo(vector.aaguid());
    var asked =
        new PasskeyCeremony.Showing(
            vector.showingChallenge(), List.of(credential), UserVerification.PREFERRED);

    assertThat(everything().verifyShowing(asked, ofAda(credential), vector.showing()))
        .as(vector.name())
        .isInstanceOf(Shown.Verified.class);
    assertThat(
            everything()
                .verifyShowing(asked, ofAda(credential), flipped(vector.showing(), "signature", 9)))
        .as(vector.name())
        .isEqualTo(new Shown.Refused(Flaw.SIGNATURE));
  }

  @Test
  void the_vectors_from_frames_of_other_origins_are_refused() {
    for (var name : List.of("none.ES256.crossOrigin", "none.ES256.topOrigin")) {
      var vector = PasskeyVector.named(name);

      assertThat(made(vector)).as(name).isEqualTo(new Created.Refused(Flaw.ORIGIN));
    }
  }

  private Created made(PasskeyVector vector) {
    var ada = ada();
    var asked =
        new PasskeyCeremony.Creation(
            vector.creationChallenge(),
            ada.id(),
            ada.email(),
            Optional.empty(),
            List.of(),
            UserVerification.PREFERRED);
    return everything().verifyCreation(asked, vector.creation());
  }

  private PasskeyCeremony everything() {
    return ceremony(List.of(CoseAlgorithm.values()));
  }

  @Test
  void a_known_model_has_a_name_and_one_that_does_not_say_has_none() {
    assertThat(ceremony().model(knownModel()))
        .hasValueSatisfying(name -> assertThat(name.value()).isNotBlank());
    assertThat(ceremony().model(new UUID(0, 0))).isEmpty();
    assertThat(ceremony().model(new UUID(-1, -1))).isEmpty();
  }
}
