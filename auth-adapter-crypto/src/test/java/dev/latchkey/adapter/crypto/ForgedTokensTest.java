package dev.latchkey.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.impl.ECDSA;
import dev.latchkey.testkit.requirement.Requirement;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known to have fooled somebody's verifier; each beside the honest token that passes. */
@ParameterizedClass
@MethodSource("providers")
class ForgedTokensTest {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @Parameter SignatureProvider provider = SignatureProvider.jdk();

  static List<SignatureProvider> providers() {
    return List.of(SignatureProvider.jdk(), SignatureProvider.choose());
  }

  private Forger forger() {
    return new Forger(provider);
  }

  @Test
  @Requirement({"S1-34", "S2-09"})
  void what_we_would_have_written_passes() {
    var forger = forger();

    assertThat(forger.isAccepted(forger.signed(forger.header(), forger.claims()))).isTrue();
  }

  @Test
  void the_order_of_members_and_white_space_do_not_matter() {
    var forger = forger();
    var kid = forger.key().id().value();
    var header = " { \"kid\" : \"" + kid + "\" , \"typ\":\"at+jwt\",\"alg\":\"ES256\" } ";

    assertThat(forger.isAccepted(forger.signed(header, " " + forger.claims() + "\n"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS256", "ES384", "ES256K", "RS256", "es256", ""})
  void another_algorithm_in_the_header_is_refused(String algorithm) {
    var forger = forger();
    var header = forger.header().replace("ES256", algorithm);

    assertThat(forger.isAccepted(forger.signed(header, forger.claims()))).isFalse();
    assertThat(forger.isAccepted(unsigned(header, forger.claims()))).isFalse();
  }

  @Test
  void our_public_key_is_no_secret_to_make_a_mac_with() throws Exception {
    var forger = forger();
    var jwk = forger.key().publicKey();
    for (var secret :
        List.of(
            jwk.toJSONString().getBytes(US_ASCII),
            jwk.toECPublicKey().getEncoded(),
            Base64.getMimeEncoder().encode(jwk.toECPublicKey().getEncoded()))) {
      for (var algorithm : List.of("HS256", "ES256")) {
        var header = forger.header().replace("ES256", algorithm);
        var text = Forger.encoded(header) + "." + Forger.encoded(forger.claims());
        var mac = Hmac.sha256(new SecretKeySpec(secret, "HmacSHA256"), text.getBytes(US_ASCII));

        assertThat(forger.isAccepted(text + "." + Forger.encoded(mac))).isFalse();
        var padded = Arrays.copyOf(mac, 64);
        assertThat(forger.isAccepted(text + "." + Forger.encoded(padded))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "",
        "../../../../etc/passwd",
        "/dev/null",
        "' or '1'='1",
        "x' union select 'c2VjcmV0",
        "https://attacker.example/keys",
        "${jndi:ldap://attacker.example}",
        "%00"
      })
  void a_key_of_another_name_is_refused(String kid) {
    var forger = forger();
    var header = forger.header().replace(forger.key().id().value(), kid);

    assertThat(forger.isAccepted(forger.signed(header, forger.claims()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"jku\":\"https://attacker.example/keys\"",
        "\"x5u\":\"https://attacker.example/cert\"",
        "\"x5c\":[\"MIIB\"]",
        "\"jwk\":{\"kty\":\"EC\"}",
        "\"crit\":[\"exp\"]",
        "\"crit\":[]",
        "\"b64\":false",
        "\"zip\":\"DEF\"",
        "\"cty\":\"JWT\"",
        "\"exp\":1",
        "\"\":\"\""
      })
  void any_other_header_is_refused(String member) {
    var forger = forger();

    assertThat(forger.isAccepted(forger.signed(with(member, forger.header()), forger.claims())))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JWT",
        "jwt",
        "AT+JWT",
        "application/at+jwt",
        "at+jwt ",
        "id+jwt",
        "logout+jwt",
        "refresh"
      })
  void another_type_is_refused(String type) {
    var forger = forger();
    var header = forger.header().replace("at+jwt", type);

    assertThat(forger.isAccepted(forger.signed(header, forger.claims()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "typ", "kid"})
  void a_header_with_a_member_missing_or_null_or_doubled_is_refused(String name) {
    var forger = forger();
    var header = forger.header();

    assertThat(forger.isAccepted(forger.signed(without(name, header), forger.claims()))).isFalse();
    assertThat(
            forger.isAccepted(
                forger.signed(
                    header.replaceAll(member(name), "\"" + name + "\":null"), forger.claims())))
        .isFalse();
    assertThat(forger.isAccepted(forger.signed(doubled(name, header), forger.claims()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"iss", "aud", "sub", "sid", "iat", "nbf", "exp", "jti", "auth_time", "amr", "acr"})
  void claims_with_one_missing_or_null_or_doubled_are_refused(String name) {
    var forger = forger();
    var claims = forger.claims();

    assertThat(forger.isAccepted(forger.signed(forger.header(), without(name, claims)))).isFalse();
    assertThat(
            forger.isAccepted(
                forger.signed(
                    forger.header(), claims.replaceAll(member(name), "\"" + name + "\":null"))))
        .isFalse();
    assertThat(forger.isAccepted(forger.signed(forger.header(), doubled(name, claims)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iss|\"https://auth.example.com/\"",
        "iss|\"https://AUTH.example.com\"",
        "iss|[\"https://auth.example.com\"]",
        "aud|\"https://other.example.com\"",
        "aud|[\"https://api.example.com\"]",
        "aud|[\"https://api.example.com\",\"https://other.example.com\"]",
        "aud|\"\"",
        "sub|\"somebody\"",
        "sub|\"1-1-1-1-1\"",
        "sub|42",
        "sid|\"../x\"",
        "jti|\"\"",
        "exp|\"1999999999\"",
        "exp|1793614530.5",
        "exp|1.8e9",
        "exp|-1",
        "exp|true",
        "exp|99999999999999999999",
        "exp|9223372036854775807",
        "exp|253402300800",
        "exp|[1793615430]",
        "auth_time|\"1\"",
        "amr|\"pwd\"",
        "amr|[]",
        "amr|[\"pwd\",1]",
        "amr|[null]",
        "amr|[\"unheard of\"]",
        "acr|\"aal9\"",
        "acr|2"
      })
  void a_claim_of_another_form_is_refused(String name, String value) {
    var forger = forger();
    var claims = forger.claims().replaceAll(member(name), "\"" + name + "\":" + value);

    assertThat(claims).isNotEqualTo(forger.claims());
    assertThat(forger.isAccepted(forger.signed(forger.header(), claims))).isFalse();
  }

  @Test
  void a_token_is_refused_at_its_expiry_and_taken_a_second_before() {
    var forger = forger();
    var now = Fixtures.NOW.getEpochSecond();

    assertThat(forger.isAccepted(times(forger, now - 60, now - 60, now))).isFalse();
    assertThat(forger.isAccepted(times(forger, now - 60, now - 60, now + 1))).isTrue();
  }

  @Test
  void a_token_that_begins_later_is_refused() {
    var forger = forger();
    var now = Fixtures.NOW.getEpochSecond();

    assertThat(forger.isAccepted(times(forger, now + 30, now + 30, now + 60))).isTrue();
    assertThat(forger.isAccepted(times(forger, now + 31, now + 31, now + 60))).isFalse();
    assertThat(forger.isAccepted(times(forger, now, now + 31, now + 60))).isFalse();
    assertThat(forger.isAccepted(times(forger, now + 20, now + 20, now + 10))).isFalse();
  }

  @Test
  void a_signature_in_der_is_refused() throws Exception {
    var forger = forger();
    var parts = forger.signed(forger.header(), forger.claims()).split("\\.", -1);
    var raw = Base64.getUrlDecoder().decode(parts[2]);
    var der = Forger.encoded(ECDSA.transcodeSignatureToDER(raw));

    assertThat(forger.isAccepted(parts[0] + "." + parts[1] + "." + der)).isFalse();
  }

  @Test
  void a_signature_of_impossible_numbers_is_refused() {
    var forger = forger();
    var parts = forger.signed(forger.header(), forger.claims()).split("\\.", -1);
    var good = Base64.getUrlDecoder().decode(parts[2]);
    var r = Arrays.copyOf(good, 32);
    var s = Arrays.copyOfRange(good, 32, 64);
    var zero = new byte[32];
    var order = Arrays.copyOfRange(ORDER.toByteArray(), 1, 33);
    var most = new byte[32];
    Arrays.fill(most, (byte) 0xff);
    for (var impossible : List.of(zero, order, most)) {
      for (var pair :
          List.of(
              List.of(impossible, impossible), List.of(impossible, s), List.of(r, impossible))) {
        var forged = Forger.encoded(joined(pair.get(0), pair.get(1)));

        assertThat(forger.isAccepted(parts[0] + "." + parts[1] + "." + forged)).isFalse();
      }
    }
    assertThat(forger.isAccepted(parts[0] + "." + parts[1] + "." + Forger.encoded(joined(r, s))))
        .isTrue();
  }

  @Test
  void a_signature_of_another_length_is_refused() {
    var forger = forger();
    var parts = forger.signed(forger.header(), forger.claims()).split("\\.", -1);
    var good = Base64.getUrlDecoder().decode(parts[2]);
    for (var length : new int[] {0, 1, 32, 63, 65, 66, 96, 128, 132}) {
      var forged = Forger.encoded(Arrays.copyOf(good, length));

      assertThat(forger.isAccepted(parts[0] + "." + parts[1] + "." + forged)).isFalse();
    }
  }

  @Test
  void a_signature_has_one_text() {
    var forger = forger();
    var token = forger.signed(forger.header(), forger.claims());
    var last = token.charAt(token.length() - 1);
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (var i = 0; i < alphabet.length(); i++) {
      var changed = token.substring(0, token.length() - 1) + alphabet.charAt(i);

      assertThat(forger.isAccepted(changed)).isEqualTo(alphabet.charAt(i) == last);
    }
    assertThat(forger.isAccepted(token + "==")).isFalse();
  }

  @Test
  void a_key_on_another_curve_is_refused() throws Exception {
    var forger = forger();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    var signature = Signature.getInstance("SHA384withECDSAinP1363Format");
    signature.initSign(generator.generateKeyPair().getPrivate());
    for (var algorithm : List.of("ES384", "ES256")) {
      var header = forger.header().replace("ES256", algorithm);
      var text = Forger.encoded(header) + "." + Forger.encoded(forger.claims());
      signature.update(text.getBytes(US_ASCII));

      assertThat(forger.isAccepted(text + "." + Forger.encoded(signature.sign()))).isFalse();
    }
  }

  @Test
  void an_endless_header_or_body_is_refused_before_it_is_read() {
    var forger = forger();
    var much = "\"x\":\"" + "a".repeat(100_000) + "\"";
    var blanks = " ".repeat(8192);

    assertThat(forger.isAccepted(forger.signed(with(much, forger.header()), forger.claims())))
        .isFalse();
    assertThat(forger.isAccepted(forger.signed(forger.header(), with(much, forger.claims()))))
        .isFalse();
    assertThat(forger.isAccepted(forger.signed(forger.header(), forger.claims() + blanks)))
        .isFalse();
    assertThat(forger.isAccepted(forger.signed(forger.header(), forger.claims() + " ".repeat(99))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "42", "\"text\"", "{", "{}", "{'alg':'ES256'}", "{}{}"})
  void what_is_no_object_is_refused(String json) {
    var forger = forger();

    assertThat(forger.isAccepted(forger.signed(json, forger.claims()))).isFalse();
    assertThat(forger.isAccepted(forger.signed(forger.header(), json))).isFalse();
    assertThat(forger.isAccepted(forger.signed(forger.header() + json, forger.claims())))
        .isEqualTo(json.isEmpty());
  }

  @Test
  void deeply_nested_claims_are_refused() {
    var forger = forger();
    var nested = "\"x\":" + "[".repeat(2000) + "]".repeat(2000);

    assertThat(forger.isAccepted(forger.signed(forger.header(), with(nested, forger.claims()))))
        .isFalse();
  }

  @Test
  void broken_utf_8_is_refused() {
    var forger = forger();
    var claims = with("\"x\":\"?\"", forger.claims()).getBytes(US_ASCII);
    claims[claims.length - 3] = (byte) 0xc0;
    var text = Forger.encoded(forger.header()) + "." + Forger.encoded(claims);

    assertThat(forger.isAccepted(text + "." + forger.signature(text))).isFalse();
  }

  @Test
  void forged_key_names_cost_no_reads() {
    var forger = forger();
    var before = forger.reads();
    for (var i = 0; i < 100; i++) {
      var header = forger.header().replace(forger.key().id().value(), "forged-" + i);
      forger.isAccepted(forger.signed(header, forger.claims()));
    }

    assertThat(forger.reads()).isEqualTo(before);
  }

  @Test
  void no_damage_of_header_or_claims_makes_us_stumble() {
    var forger = forger();
    var random = new Random(20261102);
    var alphabet = "{}[]\":,\\ \0\u00e9-0123456789.eEnulltruefalse";
    for (var round = 0; round < 500; round++) {
      var header = damaged(forger.header(), alphabet, random);
      var claims = damaged(forger.claims(), alphabet, random);

      assertThat(forger.tokens().verify(forger.signed(header, claims), Fixtures.NOW)).isNotNull();
      assertThat(forger.tokens().verify(forger.signed(forger.header(), claims), Fixtures.NOW))
          .isNotNull();
    }
  }

  /** Another text: a piece of it replaced by a few characters of the alphabet. */
  private static String damaged(String json, String alphabet, Random random) {
    var from = random.nextInt(json.length());
    var to = Math.min(json.length(), from + random.nextInt(12));
    var piece = new StringBuilder();
    for (var length = random.nextInt(6); length > 0; length--) {
      piece.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return json.substring(0, from) + piece + json.substring(to);
  }

  private static String times(Forger forger, long issued, long notBefore, long expires) {
    var claims =
        forger
            .claims()
            .replaceAll(member("iat"), "\"iat\":" + issued)
            .replaceAll(member("nbf"), "\"nbf\":" + notBefore)
            .replaceAll(member("exp"), "\"exp\":" + expires);
    return forger.signed(forger.header(), claims);
  }

  private static String unsigned(String header, String claims) {
    return Forger.encoded(header) + "." + Forger.encoded(claims) + ".";
  }

  /** A member of an object as a pattern. */
  private static String member(String name) {
    return "\"" + name + "\":(\"[^\"]*\"|\\[[^]]*\\]|[0-9]+)";
  }

  private static String without(String name, String json) {
    return json.replaceFirst(member(name) + ",", "").replaceFirst("," + member(name), "");
  }

  private static String doubled(String name, String json) {
    return json.replaceFirst("(" + member(name) + ")", "$1,$1");
  }

  private static String with(String member, String json) {
    return json.substring(0, json.length() - 1) + "," + member + "}";
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
