package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.testkit.contract.IdSourceContract;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecureRandomIdsTest extends IdSourceContract {
  private final SecureRandomSource source = new SecureRandomSource(InstantSource.system());

  @Override
  protected IdSource ids() {
    return source;
  }

  @Test
  void an_id_begins_with_its_millisecond() {
    var time = MutableTime.somewhen();

    assertThat(millis(new SecureRandomSource(time).next())).isEqualTo(time.millis());
  }

  @Test
  void ids_rise_also_within_one_millisecond_and_beyond_its_counter() {
    var ids = new SecureRandomSource(MutableTime.somewhen());

    assertThat(Stream.generate(ids::next).limit(10_000).map(UUID::toString)).isSorted();
  }

  @Test
  void ids_rise_also_when_the_clock_steps_back() {
    var time = MutableTime.somewhen();
    var ids = new SecureRandomSource(time);
    var before = ids.next();
    time.advance(Duration.ofHours(-1));

    assertThat(ids.next().toString()).isGreaterThan(before.toString());
  }

  @Test
  void each_thread_sees_ids_rise_while_all_of_them_make_some() {
    var ids = new SecureRandomSource(MutableTime.somewhen());
    var made = Race.of(Race.MANY, () -> Stream.generate(ids::next).limit(1000).toList());

    for (List<UUID> ofOne : made) {
      assertThat(ofOne.stream().map(UUID::toString)).isSorted();
    }
  }

  @Test
  void two_nodes_in_the_same_millisecond_make_different_ids() {
    var time = MutableTime.somewhen();

    assertThat(new SecureRandomSource(time).next())
        .isNotEqualTo(new SecureRandomSource(time).next());
  }

  private static long millis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
