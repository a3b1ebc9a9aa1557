package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.domain.user.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * HMAC-SHA-256 over the canonical address under the current key, modulo their number. When the
 * secret changes, addresses that nobody has move to other buckets; what was counted of users stays.
 */
public final class HmacAddressBuckets implements AddressBuckets {
  private final KeyRing keys;

  public HmacAddressBuckets(SecretKeys secrets) {
    this.keys = secrets.ring(SecretKeys.Purpose.ADDRESS_BUCKET);
  }

  @Override
  public int bucketOf(EmailAddress address) {
    var text = address.value().getBytes(StandardCharsets.UTF_8);
    var digest = Hmac.sha256(keys.current().getValue(), text);
    return Math.floorMod(ByteBuffer.wrap(digest).getInt(), COUNT);
  }
}
