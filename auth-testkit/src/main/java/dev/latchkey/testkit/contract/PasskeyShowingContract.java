package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.passkey.CosePublicKey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of the contract about passkeys that are shown. */
abstract class PasskeyShowingContract extends PasskeyCreationContract {
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
}
