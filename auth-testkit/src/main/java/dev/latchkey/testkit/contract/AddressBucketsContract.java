package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.AddressBuckets;
import dev.latchkey.domain.user.EmailAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AddressBuckets} promises. */
public abstract class AddressBucketsContract {
  private static final int MANY = 2000;

  /** Under one key. */
  protected abstract AddressBuckets buckets();

  /** The same with another key. */
  protected abstract AddressBuckets underAnotherKey();

  @Test
  void an_address_is_always_in_the_same_bucket() {
    for (var n = 0; n < MANY; n++) {
      assertThat(buckets().bucketOf(address(n)))
          .isBetween(0, AddressBuckets.COUNT - 1)
          .isEqualTo(buckets().bucketOf(address(n)));
    }
  }

  @Test
  void hardly_two_of_many_addresses_meet() {
    var used = IntStream.range(0, MANY).map(n -> buckets().bucketOf(address(n))).distinct();

    assertThat(used.count()).isGreaterThan(MANY - MANY / 50);
  }

  @Test
  void nobody_can_tell_the_bucket_without_the_key() {
    var same =
        IntStream.range(0, MANY)
            .filter(n -> buckets().bucketOf(address(n)) == underAnotherKey().bucketOf(address(n)));

    assertThat(same.count()).isLessThan(MANY / 50);
  }

  private static EmailAddress address(int n) {
    return EmailAddress.parse("somebody" + n + "@example.com").orElseThrow();
  }
}
