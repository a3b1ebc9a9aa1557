package dev.latchkey.domain.token;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox.Sealed;
import java.time.Instant;

/**
 * A key that signs access tokens: its public half as a JSON Web Key, its private half sealed.
 *
 * @param publicJwk the public key as JSON (RFC 7517), with {@code kid} and {@code alg}
 * @param privateKey PKCS #8, sealed for the context {@code signing-key:<id>}
 * @param since when it came into its state
 */
public record SigningKey(
    KeyId id, String publicJwk, Sealed privateKey, State state, Instant createdAt, Instant since) {

  /** The same key in another state. */
  public SigningKey in(State next, Instant now) {
    return new SigningKey(id, publicJwk, privateKey, next, createdAt, now);
  }

  /**
   * Where a key is in its life. Announced keys are published but do not sign yet, so that every
   * verifier knows a key before it meets its first token; retired ones still verify; revoked ones
   * do nothing.
   */
  public enum State {
    ANNOUNCED,
    ACTIVE,
    RETIRED,
    REVOKED
  }
}
