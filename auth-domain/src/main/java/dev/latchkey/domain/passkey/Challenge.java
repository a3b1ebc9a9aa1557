package dev.latchkey.domain.passkey;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.SecretToken;

/**
 * 256 random bits that an authenticator signs, good for one ceremony (WebAuthn Level 3, section
 * 13.4.3). No secret towards its client, and nobody else's business.
 */
public record Challenge(SecretToken bytes) {

  public static Challenge generate(Entropy entropy) {
    return new Challenge(SecretToken.generate(entropy));
  }
}
