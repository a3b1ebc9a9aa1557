package dev.latchkey.adapter.http.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceAskedTest {
  private static final int CALLERS = 16;

  private final AtomicInteger made = new AtomicInteger();

  @Test
  void nothing_is_made_before_it_is_asked_for() {
    var value = new OnceAsked<>(made::incrementAndGet);

    assertThat(made).hasValue(0);
    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(1);
  }

  @Test
  void however_many_ask_at_once_it_is_made_once() throws Exception {
    var value = new OnceAsked<>(made::incrementAndGet);
    var start = new CyclicBarrier(CALLERS);
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      var asking = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < CALLERS; i++) {
        asking.add(
            () -> {
              start.await();
              return value.get();
            });
      }
      for (var answer : threads.invokeAll(asking)) {
        assertThat(answer.get()).isEqualTo(1);
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void what_could_not_be_made_is_tried_again() {
    var value =
        new OnceAsked<>(
            () -> {
              if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
              }
              return "there";
            });

    assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class);
    assertThat(value.get()).isEqualTo("there");
  }
}
