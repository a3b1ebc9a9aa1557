package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Entropy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What every source of {@link Entropy} promises. */
public abstract class EntropyContract {
  private static final int SIZE = 64;
  private static final int ROUNDS = 64;

  protected abstract Entropy entropy();

  @Test
  void every_byte_is_overwritten() {
    var changed = new boolean[SIZE];
    for (var round = 0; round < ROUNDS; round++) {
      var bytes = new byte[SIZE];
      entropy().fill(bytes);
      for (var i = 0; i < SIZE; i++) {
        changed[i] |= bytes[i] != 0;
      }
    }

    assertThat(changed).doesNotContain(false);
  }

  @Test
  void what_was_in_the_array_before_does_not_matter() {
    var bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) 0xff);
    entropy().fill(bytes);

    assertThat(HexFormat.of().formatHex(bytes)).isNotEqualTo("ff".repeat(SIZE));
  }

  @Test
  void an_empty_array_is_no_trouble() {
    entropy().fill(new byte[0]);
  }

  @Test
  void no_two_of_many_threads_get_the_same_bytes() {
    var entropy = entropy();
    var seen =
        Race.of(
            Race.MANY,
            () -> {
              var mine = new HashSet<String>();
              for (var round = 0; round < ROUNDS; round++) {
                var bytes = new byte[16];
                entropy.fill(bytes);
                mine.add(HexFormat.of().formatHex(bytes));
              }
              return mine;
            });

    assertThat(seen.stream().flatMap(HashSet::stream).distinct()).hasSize(Race.MANY * ROUNDS);
  }
}
