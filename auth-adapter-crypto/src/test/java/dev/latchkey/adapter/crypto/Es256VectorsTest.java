package dev.latchkey.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.verifier.internal.VerifyingKey;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signatures in the manner of Project Wycheproof around the one of RFC 7515, appendix A.3, whose r
 * and s are written out here. Both providers must judge alike.
 */
@ParameterizedClass
@MethodSource("providers")
class Es256VectorsTest {
  private static final String KEY =
      """
      {"kty":"EC","crv":"P-256",
       "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
       "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
      """;
  private static final String SIGNED =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
          + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  private static final String R =
      "0ed1215379636c483c2f7f155807d402a3b228033af97c7e17819ac3169ea665";
  private static final String S =
      "c50a07d38c3c70e5d8f12daf084a5480a66590c5f293509a8f3f7f8a83a354d5";
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger FIELD =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  @Parameter SignatureProvider provider = SignatureProvider.jdk();

  static List<SignatureProvider> providers() {
    return List.of(SignatureProvider.jdk(), SignatureProvider.choose());
  }

  @Test
  void the_signature_of_the_rfc_holds() throws Exception {
    assertThat(holds(R + S)).isTrue();
    assertThat(
            new Base64URL(
                    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3"
                        + "-Kg6NU1Q")
                .decode())
        .isEqualTo(HexFormat.of().parseHex(R + S));
  }

  @Test
  void it_does_not_hold_for_another_text() throws Exception {
    assertThat(key().verifies((SIGNED + "A").getBytes(US_ASCII), signature(R + S))).isFalse();
    assertThat(key().verifies(new byte[0], signature(R + S))).isFalse();
  }

  /** ECDSA has two signatures for one; ES256 does not say which, so no id is made of it. */
  @Test
  void the_other_root_is_a_signature_too() throws Exception {
    assertThat(holds(R + hex(ORDER.subtract(new BigInteger(S, 16))))).isTrue();
  }

  @Test
  void no_other_numbers_hold() throws Exception {
    var r = new BigInteger(R, 16);
    var s = new BigInteger(S, 16);
    for (var forged :
        List.of(
            hex(ORDER.subtract(r)) + S,
            hex(ORDER.subtract(r)) + hex(ORDER.subtract(s)),
            hex(FIELD.subtract(r)) + S,
            S + R,
            R + R,
            S + S,
            hex(r.add(BigInteger.ONE)) + S,
            R + hex(s.subtract(BigInteger.ONE)),
            hex(r.xor(BigInteger.ONE.shiftLeft(255))) + S,
            reversed(R) + reversed(S))) {
      assertThat(holds(forged)).as(forged).isFalse();
    }
  }

  @Test
  void no_number_at_an_edge_holds_in_either_place() throws Exception {
    var one = BigInteger.ONE;
    var edges =
        List.of(
            BigInteger.ZERO,
            one,
            ORDER.subtract(one),
            ORDER,
            ORDER.add(one),
            FIELD.subtract(one),
            FIELD,
            one.shiftLeft(255),
            one.shiftLeft(256).subtract(one));
    for (var first : edges) {
      assertThat(holds(hex(first) + S)).as("r = %x", first).isFalse();
      assertThat(holds(R + hex(first))).as("s = %x", first).isFalse();
      for (var second : edges) {
        assertThat(holds(hex(first) + hex(second))).as("%x, %x", first, second).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "empty, ''",
    "one byte, 00",
    "r alone, {r}",
    "s cut by its last byte, {r}c50a07d38c3c70e5d8f12daf084a5480a66590c5f293509a8f3f7f8a83a354",
    "r without its first byte, d1215379636c483c2f7f155807d402a3b228033af97c7e17819ac3169ea665{s}",
    "both padded by a zero in front, 00{r}00{s}",
    "a zero in front, 00{r}{s}",
    "a zero behind, {r}{s}00",
    "two zeros in between, {r}0000{s}",
    "twice, {r}{s}{r}{s}",
    "as long as for P-384, 00000000000000000000000000000000{r}00000000000000000000000000000000{s}",
    "DER, 30450220{r}022100{s}",
    "DER without the sign byte, 30440220{r}0220{s}",
    "DER of zeros, 3006020100020100",
    "DER of zeros filled up to 64 bytes, 3006020100020100{zeros}"
  })
  void no_other_form_holds(String what, String pattern) throws Exception {
    var zeros = "00".repeat(56);
    var forged = pattern.replace("{r}", R).replace("{s}", S).replace("{zeros}", zeros);

    assertThat(holds(forged)).as(what).isFalse();
  }

  @Test
  void no_flipped_bit_goes_unnoticed() throws Exception {
    var good = HexFormat.of().parseHex(R + S);
    for (var bit = 0; bit < 8 * good.length; bit++) {
      var changed = good.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(holds(HexFormat.of().formatHex(changed))).as("bit " + bit).isFalse();
    }
  }

  private boolean holds(String signature) throws Exception {
    return key().verifies(SIGNED.getBytes(US_ASCII), signature(signature));
  }

  private VerifyingKey key() throws Exception {
    return VerifyingKey.of(new KeyId("rfc"), ECKey.parse(KEY), provider.provider());
  }

  private static Base64URL signature(String hex) {
    return Base64URL.encode(HexFormat.of().parseHex(hex));
  }

  private static String reversed(String hex) {
    var bytes = HexFormat.of().parseHex(hex);
    var turned = bytes.clone();
    for (var i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return HexFormat.of().formatHex(turned);
  }

  private static String hex(BigInteger number) {
    return "%064x".formatted(number);
  }
}
