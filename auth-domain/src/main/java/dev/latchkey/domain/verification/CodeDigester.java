package dev.latchkey.domain.verification;

import java.util.List;
import java.util.UUID;

/**
 * Digests short codes with a key that is not in the database: HMAC-SHA-256 over purpose, owner and
 * code. A code is short enough to be guessed from a bare hash; without the key nobody can.
 *
 * <p>The same code for another purpose or another owner has another digest, so none can be moved
 * from one row to the next.
 */
public interface CodeDigester {

  /** The digest to store, under the current key. */
  CodeDigest digest(Purpose purpose, UUID owner, OneTimeCode code);

  /**
   * What the stored digest may be: one for each key that is still configured, the current first.
   */
  List<CodeDigest> candidates(Purpose purpose, UUID owner, OneTimeCode code);

  /** What a code is good for; part of what is digested, so the names are for ever. */
  enum Purpose {
    REGISTRATION
  }
}
