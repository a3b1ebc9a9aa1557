package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.testkit.passkey.AuthenticatorModel;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The part of the contract about passkeys that are made. */
abstract class PasskeyCreationContract extends PasskeyOptionsContract {
  /** A model that it knows by name. */
  protected abstract UUID knownModel();

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
}
