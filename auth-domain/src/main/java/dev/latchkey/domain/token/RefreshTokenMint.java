package dev.latchkey.domain.token;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.session.SessionId;
import java.util.Optional;

/**
 * Makes refresh tokens and recognises its own, without looking anything up.
 *
 * <p>The text form is {@code lkr_} and base64url of session id, generation, key, secret and tag.
 * The tag (HMAC over the rest) proves that we issued it, so garbage costs no read. The first secret
 * is random; each next one is derived from the one before with the key that one is labelled with,
 * so that whoever repeats a trade gets the same successor, on any node and after any restart.
 * Neither the keys nor the database alone yield a token.
 */
public interface RefreshTokenMint {

  /** The first token of a session, under the current key. */
  default RefreshToken first(SessionId session) {
    return fresh(session, 0);
  }

  /** A token of this generation to which no other leads: a random secret, the current key. */
  RefreshToken fresh(SessionId session, int generation);

  /**
   * The one token that may follow, labelled with the current key. Always the same secret.
   *
   * @throws IllegalStateException when the key that the token is labelled with is not configured
   */
  RefreshToken successorOf(RefreshToken token);

  /**
   * The text for the client, tagged with the key that the token is labelled with.
   *
   * @throws IllegalStateException when that key is not configured
   */
  String write(RefreshToken token);

  /** Reads what a client sent; empty unless we made it and still have its key. */
  Optional<RefreshToken> read(String presented);

  /** The key that new tokens are labelled with. */
  KeyId currentKey();
}
