package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signing keys as they are stored at this very moment, unsealed and as the JDK wants them. */
final class TestSigningKeys {
  private static final Pattern X = Pattern.compile("\"x\":\"([A-Za-z0-9_-]{43})\"");
  private static final Pattern Y = Pattern.compile("\"y\":\"([A-Za-z0-9_-]{43})\"");

  private final Supplier<List<SigningKey>> stored;
  private final SecretBox box;

  TestSigningKeys(Supplier<List<SigningKey>> stored, SecretBox box) {
    this.stored = stored;
    this.box = box;
  }

  /** The key that signs. */
  SigningKey active() {
    return stored.get().stream()
        .filter(key -> key.state() == State.ACTIVE)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no signing key is active"));
  }

  Optional<PublicKey> find(KeyId id) {
    return published().filter(key -> key.id().equals(id)).findFirst().map(TestSigningKeys::open);
  }

  String jwks() {
    return published()
        .map(SigningKey::publicJwk)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  PrivateKey privateHalfOf(SigningKey key) {
    var encoded = box.open("signing-key:" + key.id().value(), key.privateKey()).orElseThrow();
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException notOurs) {
      throw new IllegalStateException("not a private key", notOurs);
    }
  }

  private Stream<SigningKey> published() {
    return stored.get().stream().filter(key -> key.state() != State.REVOKED);
  }

  private static PublicKey open(SigningKey key) {
    var point = new ECPoint(coordinate(X, key), coordinate(Y, key));
    try {
      var curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      var spec = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
      return KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException notOurs) {
      throw new IllegalStateException("not a public key", notOurs);
    }
  }

  private static BigInteger coordinate(Pattern name, SigningKey key) {
    var member = name.matcher(key.publicJwk());
    if (!member.find()) {
      throw new IllegalStateException("not a P-256 key");
    }
    return new BigInteger(1, Base64.getUrlDecoder().decode(member.group(1)));
  }
}
