package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.SlowSenders.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is too slow, and who only has nothing to say. */
class SlowSendersTest {
  private static final long START = 1_000_000_000L;

  @Test
  void bytes_that_lead_to_no_request_are_too_slow_in_the_end() {
    var progress = new Progress(1, 1, 100, START);
    for (var second = 1; second <= 26; second++) {
      progress = progress.then(new Progress(1, 1, 100L + second, at(second)));
    }

    assertThat(progress.isStuckAt(at(25))).isFalse();
    assertThat(progress.isStuckAt(at(26))).isTrue();
  }

  @Test
  void a_body_that_does_not_end_is_too_slow_as_well() {
    var progress = new Progress(1, 1, 100, START).then(new Progress(2, 1, 300, at(1)));
    progress = progress.then(new Progress(2, 1, 301, at(2)));

    assertThat(progress.isStuckAt(at(27))).isTrue();
  }

  @Test
  void silence_is_not_slow() {
    var progress = new Progress(1, 1, 100, START).then(new Progress(1, 1, 100, at(60)));

    assertThat(progress.isStuckAt(at(61))).isFalse();
  }

  @Test
  void one_request_after_the_other_is_not_slow() {
    var progress = new Progress(0, 0, 0, START);
    for (var second = 1; second <= 60; second++) {
      progress = progress.then(new Progress(second, second, 100L * second, at(second)));
    }

    assertThat(progress.isStuckAt(at(61))).isFalse();
  }

  @Test
  void an_answer_begins_the_count_anew() {
    var answered = new Progress(1, 0, 100, START).then(new Progress(1, 1, 150, at(20)));

    assertThat(answered.then(new Progress(1, 1, 150, at(40))).isStuckAt(at(41))).isFalse();
  }

  private static long at(int second) {
    return START + Duration.ofSeconds(second).toNanos();
  }
}
