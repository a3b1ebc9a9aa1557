package dev.latchkey.domain.token;

import dev.latchkey.domain.kernel.KeyId;
import java.time.Instant;
import java.util.List;

/** The signing keys of all nodes. At most one of them is active, and at most one announced. */
public interface SigningKeyStore {

  /** Every key, revoked ones too, the newest first. */
  List<SigningKey> all();

  /**
   * Adds the key as the active one, unless there is an active key already. Of several nodes that
   * start at the same moment one gets true; the others use what it stored.
   */
  boolean addFirst(SigningKey key);

  /**
   * Adds the key as the announced one, unless one is announced already. Of several one gets true.
   */
  boolean announce(SigningKey key);

  /**
   * Makes the announced key the active one and retires the one that was active, both or neither. Of
   * several callers one gets true; false when this key is not announced (any more).
   */
  boolean promote(KeyId announced, Instant now);

  /**
   * Revokes a key in whatever state. Of several callers one gets true; false when it is revoked
   * already or unknown. From the moment this is committed {@link
   * dev.latchkey.domain.session.Sessions#check} finds nothing for tokens signed with it.
   */
  boolean revoke(KeyId key, Instant now);

  /** Forgets keys that were retired before this instant; answers how many. Revoked ones stay. */
  int forget(Instant retiredBefore);
}
