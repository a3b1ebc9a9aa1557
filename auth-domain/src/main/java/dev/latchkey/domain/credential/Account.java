package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.UserId;
import java.util.UUID;

/**
 * What tries at a password are counted under: a user, whatever spelling of his address was typed;
 * or, for an address that nobody has, one of a fixed number of buckets.
 */
public record Account(UUID key) {

  /** The buckets are UUIDs of version 8 (RFC 9562, section 5.8), which no user's id is. */
  private static final long BUCKETS = 0x6c61_7463_686b_8000L;

  private static final long VARIANT = 1L << 63;

  public static Account of(UserId user) {
    return new Account(user.value());
  }

  /**
   * A bucket for addresses that nobody has.
   *
   * @param number 0 or more
   */
  public static Account bucket(int number) {
    return new Account(new UUID(BUCKETS, VARIANT | number));
  }

  /** The same for those who look for a user: there is none of this id. */
  public UserId asUser() {
    return new UserId(key);
  }
}
