package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.domain.user.EmailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sorts addresses under {@link TestKeys}. */
public final class TestAddressBuckets implements AddressBuckets {
  private final TestKeys keys;

  public TestAddressBuckets(TestKeys keys) {
    this.keys = keys;
  }

  @Override
  public int bucketOf(EmailAddress address) {
    var digest =
        TestKeys.hmac(keys.current(), "bucket", address.value().getBytes(StandardCharsets.UTF_8));
    return Math.floorMod(ByteBuffer.wrap(digest).getInt(), COUNT);
  }
}
