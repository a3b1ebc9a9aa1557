package dev.latchkey.adapter.webauthn;

import com.upokecenter.cbor.CBORObject;
import com.yubico.webauthn.data.COSEAlgorithmIdentifier;
import dev.latchkey.adapter.webauthn.WebauthnConfig.Algorithm;
import java.util.Optional;

/** What a public key says of itself (RFC 9052, section 7; WebAuthn Level 3, section 5.8.5). */
final class CoseKey {
  private static final int KIND = 1;
  private static final int ALGORITHM = 3;
  private static final int CURVE = -1;
  private static final int OKP = 1;
  private static final int EC2 = 2;
  private static final int RSA = 3;

  private CoseKey() {}

  /** The algorithm that it names, provided that it is of the kind and on the curve for that. */
  static Optional<Algorithm> algorithm(byte[] encoded) {
    return Attempt.to(() -> CBORObject.DecodeFromBytes(encoded)).flatMap(CoseKey::algorithm);
  }

  private static Optional<Algorithm> algorithm(CBORObject key) {
    var number = whole(key, ALGORITHM);
    for (var algorithm : Algorithm.values()) {
      if (number.filter(given -> given == number(algorithm)).isPresent() && fits(key, algorithm)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  private static boolean fits(CBORObject key, Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> is(key, KIND, EC2) && is(key, CURVE, 1);
      case ES384 -> is(key, KIND, EC2) && is(key, CURVE, 2);
      case ES512 -> is(key, KIND, EC2) && is(key, CURVE, 3);
      case EDDSA -> is(key, KIND, OKP) && is(key, CURVE, 6);
      case RS256 -> is(key, KIND, RSA);
    };
  }

  private static boolean is(CBORObject key, int label, int expected) {
    return whole(key, label).filter(given -> given == expected).isPresent();
  }

  private static Optional<Long> whole(CBORObject key, int label) {
    return Attempt.to(() -> key.get(CBORObject.FromObject(label)).AsInt64Value());
  }

  static COSEAlgorithmIdentifier identifier(Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> COSEAlgorithmIdentifier.ES256;
      case ES384 -> COSEAlgorithmIdentifier.ES384;
      case ES512 -> COSEAlgorithmIdentifier.ES512;
      case EDDSA -> COSEAlgorithmIdentifier.EdDSA;
      case RS256 -> COSEAlgorithmIdentifier.RS256;
    };
  }

  private static long number(Algorithm algorithm) {
    return identifier(algorithm).getId();
  }
}
