package dev.latchkey.domain.token;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.session.SessionId;

/**
 * A refresh token that we made, in the clear: for which session, the how manyth, its secret, and
 * the key it is labelled with. Good for one trade.
 */
public record RefreshToken(SessionId session, int generation, KeyId key, SecretToken secret) {

  /** What the session's row keeps of it. */
  public SecretDigest digest() {
    return secret.digest();
  }

  /** The same token labelled with the key that the session's row names. */
  public RefreshToken under(KeyId other) {
    return new RefreshToken(session, generation, other, secret);
  }
}
