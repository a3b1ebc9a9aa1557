package dev.latchkey.adapter.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.verifier.internal.VerifyingKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An unsealed P-256 key pair, ready to sign and to verify ES256.
 *
 * <p>A key's id is its RFC 7638 thumbprint, and its private half is sealed for that id. Only a pair
 * whose private half opens is trusted, also for verifying: whoever can write to the database cannot
 * plant a public key of his own.
 */
record SigningKeyPair(
    KeyId id, ECKey publicKey, JWSHeader header, JWSSigner signer, VerifyingKey verifier) {

  /** A new key as a store keeps it, announced. */
  static SigningKey generate(SecretBox box, Instant now) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(Curve.P_256.getStdName()));
      var pair = generator.generateKeyPair();
      var bare = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic());
      var jwk = bare.keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256).keyIDFromThumbprint();
      var id = new KeyId(jwk.build().getKeyID());
      var sealed = box.seal(context(id), pair.getPrivate().getEncoded());
      return new SigningKey(id, jwk.build().toJSONString(), sealed, State.ANNOUNCED, now, now);
    } catch (GeneralSecurityException | JOSEException everyJdkHasP256) {
      throw new AssertionError(everyJdkHasP256);
    }
  }

  /** The pair that the store keeps; empty unless it is ours and unharmed. */
  static Optional<SigningKeyPair> unseal(
      SigningKey stored, SecretBox box, @Nullable Provider provider) {
    return box.open(context(stored.id()), stored.privateKey())
        .flatMap(encoded -> assemble(stored, encoded, provider));
  }

  private static Optional<SigningKeyPair> assemble(
      SigningKey stored, byte[] encoded, @Nullable Provider provider) {
    try {
      var jwk = ECKey.parse(stored.publicJwk()).toPublicJWK();
      if (!jwk.computeThumbprint().toString().equals(stored.id().value())) {
        return Optional.empty();
      }
      var signer = new ECDSASigner(privateKey(encoded, provider), Curve.P_256);
      if (provider != null) {
        signer.getJCAContext().setProvider(provider);
      }
      var verifier = VerifyingKey.of(stored.id(), jwk, provider);
      var header = VerifyingKey.headerOf(stored.id());
      return Optional.of(new SigningKeyPair(stored.id(), jwk, header, signer, verifier));
    } catch (ParseException | JOSEException | GeneralSecurityException harmed) {
      return Optional.empty();
    }
  }

  private static PrivateKey privateKey(byte[] encoded, @Nullable Provider provider)
      throws GeneralSecurityException {
    var factory =
        provider == null ? KeyFactory.getInstance("EC") : KeyFactory.getInstance("EC", provider);
    return factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static String context(KeyId id) {
    return "signing-key:" + id.value();
  }

  @Override
  public String toString() {
    return "SigningKeyPair[" + id.value() + "]";
  }
}
