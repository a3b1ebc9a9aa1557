package dev.latchkey.domain.verification;

import dev.latchkey.domain.kernel.SecretToken;
import java.util.List;
import java.util.UUID;

/**
 * Digests short codes, and tokens that leave in mails, with a key that is not in the database:
 * HMAC-SHA-256 over purpose, owner and code, or over purpose and token. A code is short enough to
 * be guessed from a bare hash; without the key nobody can. And whoever can write to the database,
 * but has no key, can plant neither.
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

  /** The digest of a token to store, under the current key. */
  CodeDigest digest(Purpose purpose, SecretToken token);

  /**
   * What the stored digest of a token may be: one for each key that is still configured, the
   * current first.
   */
  List<CodeDigest> candidates(Purpose purpose, SecretToken token);

  /** What a code is good for; part of what is digested, so the names are for ever. */
  enum Purpose {
    REGISTRATION,
    PASSWORD_RESET,
    NOT_ME,
    ADDRESS_CHANGE,
    ADDRESS_UNDO,
    RECOVERY,
    RECOVERY_CANCEL
  }
}
