package dev.latchkey.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.latchkey.domain.passkey.CosePublicKey;
import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.testkit.fuzz.Mutations;
import dev.latchkey.testkit.passkey.AuthenticatorModel;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.SeededEntropy;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import dev.latchkey.testkit.wire.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link PasskeyCeremony} promises. */
public abstract class PasskeyCeremonyContract extends PasskeySteps {

  /** A model that it knows by name. */
  protected abstract UUID knownModel();

  // The options.

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
    assertThat(options.text("rpId")).contains(RP_ID);
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

  // Making one.

  @Test
  @Requirement("S0-08")
  void a_passkey_of_every_algorithm_that_is_offered_is_made_and_shown() {
    for (var algorithm : OFFERED) {
      var authenticator = authenticator(AuthenticatorModel.synced().with(algorithm));
      var passkey = make(authenticator, ada());

      assertThat(show(authenticator, passkey)).isInstanceOf(Shown.Verified.class);
    }
  }

  @Test
  void all_is_told_of_a_passkey_that_was_made() {
    var model = AuthenticatorModel.securityKey().with(knownModel());
    var authenticator = authenticator(model);
    var credential = make(authenticator, ada());

    assertThat(credential.id().toString()).isEqualTo(authenticator.ids().getFirst());
    assertThat(credential.aaguid()).isEqualTo(knownModel());
    assertThat(credential.signCount()).isEqualTo(1);
    assertThat(credential.transports()).containsExactlyInAnyOrder("usb", "nfc");
    assertThat(credential.backupEligible()).isFalse();
    assertThat(credential.backedUp()).isFalse();
  }

  @Test
  void whether_it_may_be_copied_and_was_is_told_apart() {
    var eligible = make(authenticator(AuthenticatorModel.synced().withBackup(true, false)), ada());
    var copied = make(SoftwareAuthenticator.synced(2), ada());

    assertThat(eligible.backupEligible()).isTrue();
    assertThat(eligible.backedUp()).isFalse();
    assertThat(copied.backedUp()).isTrue();
  }

  @Test
  void whether_the_user_was_verified_is_told_when_it_need_not_be() {
    var asked = creation(ada(), UserVerification.PREFERRED);
    var options = ceremony().creationOptions(asked);
    var verified = SoftwareAuthenticator.synced(1).create(options, ORIGIN);
    var touched = SoftwareAuthenticator.synced(2).create(options, ORIGIN, Lie.NO_USER_VERIFICATION);

    assertThat(ceremony().verifyCreation(asked, verified))
        .isInstanceOfSatisfying(
            Created.Verified.class, it -> assertThat(it.userVerified()).isTrue());
    assertThat(ceremony().verifyCreation(asked, touched))
        .isInstanceOfSatisfying(
            Created.Verified.class, it -> assertThat(it.userVerified()).isFalse());
  }

  @Test
  void nobody_needs_to_be_there_when_a_passkey_is_made_beside_a_sign_in() {
    var asked = creation(ada(), UserVerification.PREFERRED);
    var beside = beside(asked);
    var answer =
        SoftwareAuthenticator.synced(1)
            .create(
                ceremony().creationOptions(beside),
                ORIGIN,
                Lie.NO_USER_PRESENCE,
                Lie.NO_USER_VERIFICATION);

    assertThat(ceremony().verifyCreation(beside, answer)).isInstanceOf(Created.Verified.class);
    assertThat(ceremony().verifyCreation(asked, answer))
        .isEqualTo(new Created.Refused(Flaw.USER_PRESENCE));
  }

  private static PasskeyCeremony.Creation beside(PasskeyCeremony.Creation asked) {
    return new PasskeyCeremony.Creation(
        asked.challenge(),
        asked.user(),
        asked.email(),
        asked.name(),
        asked.existing(),
        asked.verification(),
        true);
  }

  @Test
  void a_passkey_may_be_made_on_any_of_our_origins() {
    assertThat(made(OTHER_ORIGIN)).isInstanceOf(Created.Verified.class);
  }

  @Test
  void an_origin_that_is_only_like_ours_is_none_of_ours() {
    for (var origin : FOREIGN_ORIGINS) {
      assertThat(made(origin)).as(origin).isEqualTo(new Created.Refused(Flaw.ORIGIN));
    }
  }

  @Test
  void who_lies_while_making_a_passkey_is_found_out() {
    assertThat(made(ORIGIN)).isInstanceOf(Created.Verified.class);

    assertMaking(Lie.OTHER_TYPE, Flaw.TYPE);
    assertMaking(Lie.NO_CHALLENGE, Flaw.MALFORMED);
    assertMaking(Lie.CROSS_ORIGIN, Flaw.ORIGIN);
    assertMaking(Lie.TOP_ORIGIN, Flaw.ORIGIN);
    assertMaking(Lie.MEMBER_TWICE, Flaw.MALFORMED);
    assertMaking(Lie.HUGE_CLIENT_DATA, Flaw.MALFORMED);
    assertMaking(Lie.OTHER_RELYING_PARTY, Flaw.RELYING_PARTY);
    assertMaking(Lie.NO_USER_PRESENCE, Flaw.USER_PRESENCE);
    assertMaking(Lie.NO_USER_VERIFICATION, Flaw.USER_VERIFICATION);
    assertMaking(Lie.BACKED_UP_WITHOUT_ELIGIBILITY, Flaw.BACKUP);
    assertMaking(Lie.ALGORITHM_NOT_OFFERED, Flaw.ALGORITHM);
    assertMaking(Lie.ID_TOO_LONG, Flaw.MALFORMED);
    assertMaking(Lie.OTHER_ID, Flaw.MALFORMED);
    assertMaking(Lie.STATEMENT_WITHOUT_ATTESTATION, Flaw.MALFORMED);
    assertMaking(Lie.TRUNCATED, Flaw.MALFORMED);
  }

  private void assertMaking(Lie lie, Flaw flaw) {
    assertThat(made(ORIGIN, lie)).as(lie.name()).isEqualTo(new Created.Refused(flaw));
  }

  @Test
  void the_challenge_of_another_creation_will_not_do() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var other = creation(ada(), UserVerification.REQUIRED);
    var answer = SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(other), ORIGIN);

    assertThat(ceremony().verifyCreation(asked, answer))
        .isEqualTo(new Created.Refused(Flaw.CHALLENGE));
    assertThat(ceremony().verifyCreation(other, answer)).isInstanceOf(Created.Verified.class);
  }

  @Test
  void an_id_that_is_to_be_excluded_is_refused() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var first = make(authenticator, ada());
    var again = creation(ada(), UserVerification.REQUIRED, first);
    var unasked = creation(ada(), UserVerification.REQUIRED);

    assertThat(
            ceremony()
                .verifyCreation(
                    again,
                    authenticator.create(ceremony().creationOptions(again), ORIGIN, Lie.ID_AGAIN)))
        .isEqualTo(new Created.Refused(Flaw.CREDENTIAL));
    assertThat(
            ceremony()
                .verifyCreation(
                    unasked,
                    authenticator.create(
                        ceremony().creationOptions(unasked), ORIGIN, Lie.ID_AGAIN)))
        .isInstanceOf(Created.Verified.class);
  }

  @Test
  void an_id_may_be_as_long_as_the_standard_lets_it_be() {
    var authenticator =
        authenticator(AuthenticatorModel.securityKey().withIdsOf(CredentialId.LONGEST));
    var passkey = make(authenticator, ada());

    assertThat(passkey.id().bytes()).hasSize(CredentialId.LONGEST);
    assertThat(show(authenticator, passkey)).isInstanceOf(Shown.Verified.class);
  }

  @Test
  void an_algorithm_that_one_offers_and_another_does_not_makes_the_difference() {
    var all = ceremony(List.of(CoseAlgorithm.values()));
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer =
        authenticator(AuthenticatorModel.synced().with(CoseAlgorithm.ES384))
            .create(all.creationOptions(asked), ORIGIN);

    assertThat(all.verifyCreation(asked, answer)).isInstanceOf(Created.Verified.class);
    assertThat(ceremony().verifyCreation(asked, answer))
        .isEqualTo(new Created.Refused(Flaw.ALGORITHM));
  }

  @Test
  void a_hint_that_is_no_transport_is_forgotten() {
    var asked = creation(ada(), UserVerification.REQUIRED);
    var answer = SoftwareAuthenticator.synced(1).create(ceremony().creationOptions(asked), ORIGIN);
    var odd =
        answer.replace(
            "\"internal\"", "\"future-thing\",\"\",\"<b>\",\"A B\",\"" + "a".repeat(999) + "\"");

    assertThat(ceremony().verifyCreation(asked, odd))
        .isInstanceOfSatisfying(
            Created.Verified.class,
            it ->
                assertThat(it.credential().transports())
                    .containsExactlyInAnyOrder("hybrid", "future-thing"));
  }

  // Showing one.

  @Test
  void a_claim_tells_which_passkey_it_is_and_whose() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var options = ceremony().requestOptions(showing(UserVerification.REQUIRED));

    assertThat(ceremony().claim(authenticator.get(options, ORIGIN)))
        .contains(new PasskeyCeremony.Claim(passkey.id(), Optional.of(ada().id())));
    assertThat(ceremony().claim(authenticator.get(options, ORIGIN, Lie.NO_USER_HANDLE)))
        .contains(new PasskeyCeremony.Claim(passkey.id(), Optional.empty()));
  }

  @Test
  void what_cannot_be_read_claims_nothing() {
    var authenticator = SoftwareAuthenticator.synced(1);
    make(authenticator, ada());
    var options = ceremony().requestOptions(showing(UserVerification.REQUIRED));

    for (var lie : List.of(Lie.TRUNCATED, Lie.HUGE_CLIENT_DATA, Lie.STRANGE_USER_HANDLE)) {
      assertThat(ceremony().claim(authenticator.get(options, ORIGIN, lie))).isEmpty();
    }
    assertThat(ceremony().claim("{}")).isEmpty();
    assertThat(ceremony().claim("")).isEmpty();
  }

  @Test
  void the_new_count_is_told_and_not_judged() {
    var authenticator = SoftwareAuthenticator.securityKey(1);
    var passkey = make(authenticator, ada());

    assertCounts(2, show(authenticator, passkey));
    assertCounts(3, show(authenticator, passkey));
    assertCounts(2, show(authenticator, passkey, Lie.COUNTER_BACK));
  }

  private static void assertCounts(long expected, Shown shown) {
    assertThat(shown)
        .isInstanceOfSatisfying(
            Shown.Verified.class, it -> assertThat(it.signCount()).isEqualTo(expected));
  }

  @Test
  void whether_it_is_copied_by_now_is_told() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var copied = make(authenticator, ada());
    var before =
        new PasskeyCredential(
            copied.id(), copied.key(), copied.aaguid(), 0, true, false, copied.transports());

    assertThat(show(authenticator, before)).isEqualTo(new Shown.Verified(0, true, true));
  }

  @Test
  void whether_the_user_was_verified_now_is_told_when_it_need_not_be() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var asked = showing(UserVerification.PREFERRED, passkey);

    assertThat(show(authenticator, passkey, asked, Lie.NO_USER_VERIFICATION))
        .isEqualTo(new Shown.Verified(0, true, false));
    assertThat(show(authenticator, passkey, asked)).isEqualTo(new Shown.Verified(0, true, true));
  }

  @Test
  void who_lies_while_showing_a_passkey_is_found_out() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    assertThat(show(authenticator, passkey)).isInstanceOf(Shown.Verified.class);

    assertShowing(authenticator, passkey, Lie.OTHER_TYPE, Flaw.TYPE);
    assertShowing(authenticator, passkey, Lie.NO_CHALLENGE, Flaw.MALFORMED);
    assertShowing(authenticator, passkey, Lie.CROSS_ORIGIN, Flaw.ORIGIN);
    assertShowing(authenticator, passkey, Lie.TOP_ORIGIN, Flaw.ORIGIN);
    assertShowing(authenticator, passkey, Lie.MEMBER_TWICE, Flaw.MALFORMED);
    assertShowing(authenticator, passkey, Lie.HUGE_CLIENT_DATA, Flaw.MALFORMED);
    assertShowing(authenticator, passkey, Lie.OTHER_RELYING_PARTY, Flaw.RELYING_PARTY);
    assertShowing(authenticator, passkey, Lie.NO_USER_PRESENCE, Flaw.USER_PRESENCE);
    assertShowing(authenticator, passkey, Lie.NO_USER_VERIFICATION, Flaw.USER_VERIFICATION);
    assertShowing(authenticator, passkey, Lie.BACKED_UP_WITHOUT_ELIGIBILITY, Flaw.BACKUP);
    assertShowing(authenticator, passkey, Lie.OTHER_ELIGIBILITY, Flaw.BACKUP);
    assertShowing(authenticator, passkey, Lie.OTHER_ID, Flaw.CREDENTIAL);
    assertShowing(authenticator, passkey, Lie.OTHER_USER_HANDLE, Flaw.CREDENTIAL);
    assertShowing(authenticator, passkey, Lie.STRANGE_USER_HANDLE, Flaw.CREDENTIAL);
    assertShowing(authenticator, passkey, Lie.TAMPERED_SIGNATURE, Flaw.SIGNATURE);
    assertShowing(authenticator, passkey, Lie.GARBAGE_SIGNATURE, Flaw.SIGNATURE);
    assertShowing(authenticator, passkey, Lie.TRUNCATED, Flaw.MALFORMED);
  }

  private void assertShowing(
      SoftwareAuthenticator authenticator, PasskeyCredential passkey, Lie lie, Flaw flaw) {
    assertThat(show(authenticator, passkey, lie)).as(lie.name()).isEqualTo(new Shown.Refused(flaw));
  }

  @Test
  void a_passkey_that_becomes_eligible_for_backup_is_not_the_one_that_was_made() {
    var authenticator = SoftwareAuthenticator.securityKey(1);
    var passkey = make(authenticator, ada());

    assertShowing(authenticator, passkey, Lie.OTHER_ELIGIBILITY, Flaw.BACKUP);
    assertThat(show(authenticator, passkey)).isInstanceOf(Shown.Verified.class);
  }

  @Test
  void an_origin_that_is_only_like_ours_may_not_ask_for_a_passkey() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var asked = showing(UserVerification.REQUIRED, passkey);
    var options = ceremony().requestOptions(asked);

    for (var origin : FOREIGN_ORIGINS) {
      assertThat(
              ceremony().verifyShowing(asked, ofAda(passkey), authenticator.get(options, origin)))
          .as(origin)
          .isEqualTo(new Shown.Refused(Flaw.ORIGIN));
    }
    assertThat(
            ceremony()
                .verifyShowing(asked, ofAda(passkey), authenticator.get(options, OTHER_ORIGIN)))
        .isInstanceOf(Shown.Verified.class);
  }

  @Test
  void the_challenge_of_another_showing_will_not_do() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var asked = showing(UserVerification.REQUIRED, passkey);
    var other = showing(UserVerification.REQUIRED, passkey);
    var answer = authenticator.get(ceremony().requestOptions(other), ORIGIN);

    assertThat(ceremony().verifyShowing(asked, ofAda(passkey), answer))
        .isEqualTo(new Shown.Refused(Flaw.CHALLENGE));
    assertThat(ceremony().verifyShowing(other, ofAda(passkey), answer))
        .isInstanceOf(Shown.Verified.class);
  }

  @Test
  void when_any_passkey_will_do_the_user_handle_must_tell_whose_it_is() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var passkey = make(authenticator, ada());
    var any = showing(UserVerification.REQUIRED);
    var own = showing(UserVerification.REQUIRED, passkey);

    assertThat(show(authenticator, passkey, any)).isInstanceOf(Shown.Verified.class);
    assertThat(show(authenticator, passkey, any, Lie.NO_USER_HANDLE))
        .isEqualTo(new Shown.Refused(Flaw.CREDENTIAL));
    assertThat(show(authenticator, passkey, own, Lie.NO_USER_HANDLE))
        .isInstanceOf(Shown.Verified.class);
  }

  @Test
  void a_passkey_that_is_not_allowed_will_not_do() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var first = make(authenticator, ada());
    var second = make(authenticator, ada());
    var asked = showing(UserVerification.REQUIRED, first);

    assertThat(show(authenticator, second, asked, Lie.NOT_ALLOWED))
        .isEqualTo(new Shown.Refused(Flaw.CREDENTIAL));
    assertThat(show(authenticator, first, asked)).isInstanceOf(Shown.Verified.class);
  }

  @Test
  void somebody_elses_passkey_is_not_ones_own() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var adas = make(authenticator, ada());
    var asked = showing(UserVerification.REQUIRED, adas);
    var options = ceremony().requestOptions(asked);

    var answer = authenticator.get(options, ORIGIN);
    assertThat(ceremony().verifyShowing(asked, of(bob(), adas), answer))
        .isEqualTo(new Shown.Refused(Flaw.CREDENTIAL));
    assertThat(ceremony().verifyShowing(asked, ofAda(adas), answer))
        .isInstanceOf(Shown.Verified.class);
  }

  @Test
  void the_key_of_another_passkey_did_not_sign_this() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var mine = make(authenticator, ada());
    var theirs = make(SoftwareAuthenticator.synced(2), ada());
    var swapped =
        new PasskeyCredential(
            mine.id(), theirs.key(), mine.aaguid(), 0, true, true, mine.transports());

    assertThat(show(authenticator, swapped)).isEqualTo(new Shown.Refused(Flaw.SIGNATURE));
    assertThat(show(authenticator, mine)).isInstanceOf(Shown.Verified.class);
  }

  @Test
  void a_key_that_is_none_verifies_nothing() {
    var authenticator = SoftwareAuthenticator.synced(1);
    var mine = make(authenticator, ada());
    for (var broken : List.of(new byte[0], new byte[] {(byte) 0xa0}, cut(mine.key()))) {
      var damaged =
          new PasskeyCredential(
              mine.id(),
              new CosePublicKey(broken),
              mine.aaguid(),
              0,
              true,
              true,
              mine.transports());

      assertThat(show(authenticator, damaged)).isEqualTo(new Shown.Refused(Flaw.SIGNATURE));
    }
  }

  private static byte[] cut(CosePublicKey key) {
    return Arrays.copyOf(key.bytes(), key.bytes().length / 2);
  }

  @Test
  void with_any_bit_changed_that_was_signed_it_was_not_shown() {
    var authenticator = SoftwareAuthenticator.securityKey(1);
    var passkey = make(authenticator, ada());
    var asked = showing(UserVerification.REQUIRED, passkey);
    var answer = authenticator.get(ceremony().requestOptions(asked), ORIGIN);

    for (var part : List.of("authenticatorData", "clientDataJSON", "signature")) {
      for (var at = 0; at < bytesOf(answer, part).length; at++) {
        assertThat(ceremony().verifyShowing(asked, ofAda(passkey), flipped(answer, part, at)))
            .as("%s with byte %d changed", part, at)
            .isInstanceOf(Shown.Refused.class);
      }
    }
    assertThat(ceremony().verifyShowing(asked, ofAda(passkey), answer))
        .isInstanceOf(Shown.Verified.class);
  }

  // Whatever comes.

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

  // Names.

  @Test
  void a_known_model_has_a_name_and_one_that_does_not_say_has_none() {
    assertThat(ceremony().model(knownModel()))
        .hasValueSatisfying(name -> assertThat(name.value()).isNotBlank());
    assertThat(ceremony().model(new UUID(0, 0))).isEmpty();
    assertThat(ceremony().model(new UUID(-1, -1))).isEmpty();
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

  private static SoftwareAuthenticator authenticator(AuthenticatorModel model) {
    return new SoftwareAuthenticator(model, new SeededEntropy(7));
  }

  private static Passkey ofAda(PasskeyCredential credential) {
    return of(ada(), credential);
  }
}
