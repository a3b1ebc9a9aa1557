package dev.latchkey.adapter.webauthn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import dev.latchkey.testkit.time.SeededEntropy;
import dev.latchkey.testkit.wire.Base64Url;
import dev.latchkey.testkit.wire.Cbor;
import dev.latchkey.testkit.wire.CoseAlgorithm;
import dev.latchkey.testkit.wire.Json;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the library would take, or would break its neck over. */
class HostileAnswersTest {
  private static final String ORIGIN = "https://example.org";
  private static final int UP_TO_THE_ID = 32 + 1 + 4 + 16 + 2;
  private static final int ID = 20;

  private final Entropy entropy = new SeededEntropy(1);
  private final YubicoPasskeyCeremony ceremony =
      new YubicoPasskeyCeremony(WebauthnConfig.standard("example.org", "Example", Set.of(ORIGIN)));
  private final Creation asked = creation();
  private final String answer =
      SoftwareAuthenticator.synced(1).create(ceremony.creationOptions(asked), ORIGIN);

  private Creation creation() {
    var ada = AUser.owning("ada@example.com");
    return new Creation(
        Challenge.generate(entropy),
        ada.id(),
        ada.email(),
        Optional.empty(),
        List.of(),
        UserVerification.REQUIRED);
  }

  @Test
  void the_answer_that_all_others_here_are_made_of_is_verified() {
    assertThat(ceremony.verifyCreation(asked, answer)).isInstanceOf(Created.Verified.class);
    assertThat(verify(withKey(key(CoseAlgorithm.ES256).write())))
        .isInstanceOf(Created.Verified.class);
  }

  @Test
  void lengths_that_are_not_there_take_no_memory() {
    for (var head : List.of("5b7fffffffffffffff", "5a7fffffff", "9a7fffffff", "ba7fffffff", "bf")) {
      var bytes = HexFormat.of().parseHex(head);

      assertMalformed(withKey(bytes));
      assertMalformed(withAttestation(bytes));
    }
  }

  @Test
  void nothing_is_too_deep_to_be_refused() {
    for (var head : List.of((byte) 0x81, (byte) 0xa1, (byte) 0xc1, (byte) 0x9f)) {
      var deep = new byte[30_000];
      Arrays.fill(deep, head);

      assertMalformed(withKey(deep));
      assertMalformed(withAttestation(deep));
    }
    assertMalformed("[".repeat(60_000));
    assertMalformed("{\"a\":".repeat(12_000));
    assertMalformed(withClientData("{\"a\":".repeat(8_000)));
  }

  @Test
  void a_key_on_the_curve_of_another_algorithm_is_not_offered() {
    var p384 = key(CoseAlgorithm.ES384).with(3, Cbor.of(CoseAlgorithm.ES256.number()));

    assertThat(verify(withKey(p384.write()))).isEqualTo(new Created.Refused(Flaw.ALGORITHM));
  }

  @Test
  void a_key_of_another_kind_than_its_algorithm_is_not_offered() {
    var rsa = key(CoseAlgorithm.RS256).with(3, Cbor.of(CoseAlgorithm.ES256.number()));
    var ed25519 = key(CoseAlgorithm.EDDSA).with(3, Cbor.of(CoseAlgorithm.RS256.number()));

    assertThat(verify(withKey(rsa.write()))).isEqualTo(new Created.Refused(Flaw.ALGORITHM));
    assertThat(verify(withKey(ed25519.write()))).isEqualTo(new Created.Refused(Flaw.ALGORITHM));
  }

  @Test
  void an_algorithm_whose_number_only_ends_like_one_of_ours_is_not_offered() {
    var wrapped = key(CoseAlgorithm.ES256).with(3, Cbor.of(-7L - (1L << 32)));

    assertThat(verify(withKey(wrapped.write()))).isEqualTo(new Created.Refused(Flaw.ALGORITHM));
  }

  @Test
  void a_key_without_its_coordinates_is_no_key() {
    var missing =
        Cbor.pairs()
            .with(1, Cbor.of(2))
            .with(3, Cbor.of(CoseAlgorithm.ES256.number()))
            .with(-1, Cbor.of(1));

    assertMalformed(withKey(missing.write()));
    assertMalformed(withKey(key(CoseAlgorithm.ES256).with(-2, Cbor.of(new byte[31])).write()));
  }

  @Test
  void a_key_that_is_padded_is_too_large_to_be_kept() {
    var padded = key(CoseAlgorithm.ES256).with(-70_000, Cbor.of(new byte[3000]));

    assertMalformed(withKey(padded.write()));
  }

  @Test
  void a_statement_of_an_attestation_is_not_looked_at() {
    var nonsense =
        Cbor.pairs()
            .with("alg", Cbor.of(-7))
            .with("sig", Cbor.of(new byte[] {1}))
            .with("x5c", new Cbor.Items(List.of(Cbor.of(new byte[] {2}))));
    for (var format : List.of("packed", "tpm", "fido-u2f", "apple", "android-safetynet", "new")) {
      var attested =
          Cbor.pairs()
              .with("fmt", Cbor.of(format))
              .with("attStmt", nonsense)
              .with("authData", Cbor.of(data()));

      assertThat(verify(withAttestation(attested.write())))
          .as(format)
          .isInstanceOf(Created.Verified.class);
    }
  }

  @Test
  void numbers_that_are_texts_and_texts_that_are_numbers_are_malformed() {
    for (var member : List.of("id", "rawId", "type", "response")) {
      assertMalformed(members().with(member, 7).toString());
      assertMalformed(members().without(member).toString());
    }
    for (var member : List.of("clientDataJSON", "attestationObject")) {
      assertMalformed(with(response().with(member, 7)));
      assertMalformed(with(response().with(member, "a+/=")));
      assertMalformed(with(response().without(member)));
    }
  }

  @Test
  void a_cross_origin_that_is_not_clearly_false_is_somebody_elses_frame() {
    var said = new String(bytes("clientDataJSON"), UTF_8);
    for (var odd : List.of("\"false\"", "0", "null", "true", "[]")) {
      var framed = said.replace("\"crossOrigin\":false", "\"crossOrigin\":" + odd);

      assertThat(verify(withClientData(framed))).isEqualTo(new Created.Refused(Flaw.ORIGIN));
    }
    assertThat(verify(withClientData(said.replace(",\"crossOrigin\":false", ""))))
        .isInstanceOf(Created.Verified.class);
  }

  @Test
  void a_member_that_no_standard_knows_yet_changes_nothing() {
    var said = new String(bytes("clientDataJSON"), UTF_8);

    assertThat(verify(withClientData(said.replaceFirst("\\{", "{\"new\":{\"a\":[1]},"))))
        .isInstanceOf(Created.Verified.class);
    assertThat(verify(members().with("new", "thing").toString()))
        .isInstanceOf(Created.Verified.class);
  }

  private static Cbor.Pairs key(CoseAlgorithm algorithm) {
    return algorithm.write(algorithm.generate().getPublic());
  }

  private Created verify(String changed) {
    return ceremony.verifyCreation(asked, changed);
  }

  private void assertMalformed(String changed) {
    assertThat(verify(changed)).isEqualTo(new Created.Refused(Flaw.MALFORMED));
  }

  private Json.Members members() {
    return Json.readMembers(answer).orElseThrow();
  }

  private Json.Members response() {
    return members().members("response").orElseThrow();
  }

  private String with(Json.Members response) {
    return members().with("response", response).toString();
  }

  private byte[] bytes(String member) {
    return response().text(member).flatMap(Base64Url::read).orElseThrow();
  }

  private String withClientData(String said) {
    return with(response().with("clientDataJSON", Base64Url.write(said.getBytes(UTF_8))));
  }

  private String withAttestation(byte[] attestation) {
    return with(response().with("attestationObject", Base64Url.write(attestation)));
  }

  private byte[] data() {
    return bytes("authenticatorData");
  }

  /** The same passkey with another public key. */
  private String withKey(byte[] key) {
    var upToTheKey = Arrays.copyOf(data(), UP_TO_THE_ID + ID);
    var changed = new byte[upToTheKey.length + key.length];
    ByteBuffer.wrap(changed).put(upToTheKey).put(key);
    var attestation =
        Cbor.pairs()
            .with("fmt", Cbor.of("none"))
            .with("attStmt", Cbor.pairs())
            .with("authData", Cbor.of(changed));
    return withAttestation(attestation.write());
  }
}
