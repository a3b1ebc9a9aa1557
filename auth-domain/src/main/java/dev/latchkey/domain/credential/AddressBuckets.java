package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.EmailAddress;

/**
 * Sorts addresses that nobody has into a fixed number of buckets, by a keyed digest: what is
 * counted about them takes bounded room for ever, and nobody can tell which two addresses share a
 * bucket.
 */
public interface AddressBuckets {

  /**
   * How many there are: so many that, of the addresses that somebody tries, hardly two meet; and so
   * few that their counters are kept without ever being purged.
   */
  int COUNT = 1 << 20;

  /** The bucket of this address: the same on every node while the key is; its number from 0. */
  int bucketOf(EmailAddress address);
}
