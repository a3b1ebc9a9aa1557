package dev.latchkey.testkit.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyMint;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Makes real P-256 keys with nothing but the JDK, named by their thumbprint (RFC 7638). */
public final class TestSigningKeyMint implements SigningKeyMint {
  private final SecretBox box;

  public TestSigningKeyMint(SecretBox box) {
    this.box = box;
  }

  @Override
  public SigningKey mint(Instant now) {
    try {
      return announced(newPair(), now);
    } catch (GeneralSecurityException everyJdkHasP256) {
      throw new AssertionError(everyJdkHasP256);
    }
  }

  private SigningKey announced(KeyPair pair, Instant now) throws GeneralSecurityException {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    var coordinates =
        "\"x\":\"%s\",\"y\":\"%s\""
            .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    var id = new KeyId(thumbprint(coordinates));
    var jwk =
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"%s\",%s}"
            .formatted(id.value(), coordinates);
    var sealed = box.seal("signing-key:" + id.value(), pair.getPrivate().getEncoded());
    return new SigningKey(id, jwk, sealed, State.ANNOUNCED, now, now);
  }

  private static KeyPair newPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String thumbprint(String coordinates) throws GeneralSecurityException {
    var canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\"," + coordinates + "}";
    return encoded(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(US_ASCII)));
  }

  private static String coordinate(BigInteger number) {
    return encoded(HexFormat.of().parseHex("%064x".formatted(number)));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
