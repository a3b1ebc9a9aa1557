package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.IdSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link IdSource} promises. */
public abstract class IdSourceContract {
  private static final int EACH = 10_000;
  private static final int RFC_9562_VARIANT = 2;

  protected abstract IdSource ids();

  @Test
  void sixteen_threads_never_get_an_id_twice() {
    var ids = ids();
    var made = Race.of(Race.MANY, () -> Stream.generate(ids::next).limit(EACH).toList());

    assertThat(made.stream().flatMap(List::stream).distinct().count())
        .isEqualTo((long) Race.MANY * EACH);
  }

  @Test
  void ids_are_uuids_of_version_7() {
    assertThat(Stream.generate(ids()::next).limit(1000))
        .allSatisfy(
            id -> {
              assertThat(id.version()).isEqualTo(7);
              assertThat(id.variant()).isEqualTo(RFC_9562_VARIANT);
            });
  }

  @Test
  void ids_rise_in_the_order_of_their_making() {
    // An index compares bytes without sign, as their text does and UUID.compareTo does not.
    assertThat(Stream.generate(ids()::next).limit(EACH).map(UUID::toString))
        .isSorted()
        .doesNotHaveDuplicates();
  }
}
