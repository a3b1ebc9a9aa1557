package dev.latchkey.verifier.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.domain.kernel.KeyId;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a P-256 key, ready to verify ES256 (RFC 7518, section 3.4). Safe for any
 * number of threads.
 */
public final class VerifyingKey {
  private final JWSHeader header;
  private final ECDSAVerifier verifier;

  private VerifyingKey(JWSHeader header, ECDSAVerifier verifier) {
    this.header = header;
    this.verifier = verifier;
  }

  /**
   * A key under its name.
   *
   * @param provider who computes; null for the JDK's choice
   * @throws JOSEException when it is no point on the curve
   */
  public static VerifyingKey of(KeyId id, ECKey key, @Nullable Provider provider)
      throws JOSEException {
    var verifier = new ECDSAVerifier(key.toECPublicKey(provider));
    if (provider != null) {
      verifier.getJCAContext().setProvider(provider);
    }
    return new VerifyingKey(headerOf(id), verifier);
  }

  /** The header of what this key signs: {@code alg}, {@code typ} and {@code kid}, no more. */
  public static JWSHeader headerOf(KeyId id) {
    var type = new JOSEObjectType(CompactJws.TYPE);
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(id.value()).build();
  }

  /** Whether these are 64 bytes, r and s, that the private half made of the text. */
  public boolean verifies(byte[] signed, Base64URL signature) {
    try {
      return verifier.verify(header, signed, signature);
    } catch (JOSEException unusable) {
      throw new IllegalStateException("key " + header.getKeyID() + " does not verify", unusable);
    }
  }
}
