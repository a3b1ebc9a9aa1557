package dev.latchkey.verifier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.verifier.internal.VerifyingKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes from a JSON Web Key Set what can have signed an access token, and leaves the rest. */
final class PublishedKeys {
  private PublishedKeys() {}

  static Map<KeyId, VerifyingKey> parse(String jwks) throws ParseException {
    var keys = new HashMap<KeyId, VerifyingKey>();
    for (var key : JWKSet.parse(object(jwks)).getKeys()) {
      if (key instanceof ECKey ec && isOurs(ec)) {
        var id = new KeyId(ec.getKeyID());
        keys.putIfAbsent(id, verifying(id, ec));
      }
    }
    return Map.copyOf(keys);
  }

  private static Map<String, Object> object(String json) throws ParseException {
    // The JSON text null parses to no map at all.
    var object = JSONObjectUtils.parse(json);
    if (object == null) {
      throw new ParseException("not an object", 0);
    }
    return object;
  }

  /** P-256 for signatures by ES256, under a name that our tokens can bear. */
  private static boolean isOurs(ECKey key) {
    return Curve.P_256.equals(key.getCurve())
        && isOr(JWSAlgorithm.ES256, key.getAlgorithm())
        && isOr(KeyUse.SIGNATURE, key.getKeyUse())
        && key.getKeyID() != null
        && KeyId.isKeyId(key.getKeyID());
  }

  private static boolean isOr(Object wanted, @Nullable Object said) {
    return said == null || wanted.equals(said);
  }

  private static VerifyingKey verifying(KeyId id, ECKey key) throws ParseException {
    try {
      return VerifyingKey.of(id, key, null);
    } catch (JOSEException offTheCurve) {
      throw new ParseException(offTheCurve.getMessage(), 0);
    }
  }
}
