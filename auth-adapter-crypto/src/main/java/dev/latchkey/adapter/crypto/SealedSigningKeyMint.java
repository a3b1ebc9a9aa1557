package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKeyMint;
import java.time.Instant;

/**
 * Makes P-256 key pairs for ES256 with the JDK's own generator, named by their thumbprint (RFC
 * 7638), the private half sealed for that name.
 */
public final class SealedSigningKeyMint implements SigningKeyMint {
  private final SecretBox box;

  SealedSigningKeyMint(SecretBox box) {
    this.box = box;
  }

  @Override
  public SigningKey mint(Instant now) {
    return SigningKeyPair.generate(box, now);
  }
}
