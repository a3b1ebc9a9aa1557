package dev.latchkey.domain.token;

import java.time.Instant;

/**
 * Makes signing keys. Each is new, and its private half leaves only sealed, so that whoever reads
 * the storage cannot sign.
 */
public interface SigningKeyMint {

  /** A new key, announced as of now; it is in no storage yet. Takes milliseconds. */
  SigningKey mint(Instant now);
}
