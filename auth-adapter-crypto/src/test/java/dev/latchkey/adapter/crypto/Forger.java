package dev.latchkey.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.Payload;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.testkit.time.MutableTime;
import dev.latchkey.verifier.internal.AccessTokenClaims;
import java.util.Base64;

/** Somebody who may sign with our key whatever he likes, and shows it to us. */
final class Forger {
  private final KeysInMemory store = new KeysInMemory();
  private final SecretBox box = CryptoModule.secretBox(Fixtures.OLD);
  private final AccessTokens tokens;
  private final SigningKeyPair key;

  Forger(SignatureProvider provider) {
    var keys = SigningKeys.open(store, box, provider, MutableTime.somewhen());
    tokens = new NimbusAccessTokens(Fixtures.TOKENS, keys);
    key = keys.active();
  }

  SigningKeyPair key() {
    return key;
  }

  AccessTokens tokens() {
    return tokens;
  }

  int reads() {
    return store.reads();
  }

  /** The header that we write. */
  String header() {
    return key.header().toString();
  }

  /** The claims that we write. */
  String claims() {
    return new Payload(
            new AccessTokenClaims(Fixtures.ISSUER, Fixtures.AUDIENCE).write(Fixtures.token()))
        .toString();
  }

  /** Any header and claims, with a right signature. */
  String signed(String header, String claims) {
    var text = encoded(header) + "." + encoded(claims);
    return text + "." + signature(text);
  }

  String signature(String text) {
    try {
      return key.signer().sign(key.header(), text.getBytes(UTF_8)).toString();
    } catch (JOSEException unusable) {
      throw new AssertionError(unusable);
    }
  }

  boolean isAccepted(String token) {
    return tokens.verify(token, Fixtures.NOW) instanceof Verification.Valid;
  }

  static String encoded(String text) {
    return encoded(text.getBytes(UTF_8));
  }

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
