package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger questions = new AtomicInteger();
  private final Health health = new Health(proxy(DataSource.class, this::connect));

  @Test
  void who_asks_while_a_question_is_unanswered_gets_its_answer() throws Exception {
    var first = new FutureTask<>(health::answers);
    Thread.ofVirtual().start(first);
    asked.await();
    var second = new FutureTask<>(health::answers);
    awaitWaiting(Thread.ofVirtual().start(second));
    answer.countDown();

    assertThat(first.get()).isTrue();
    assertThat(second.get()).isTrue();
    assertThat(questions).hasValue(1);
    assertThat(health.answers()).isTrue();
    assertThat(questions).hasValue(2);
  }

  @Test
  void who_asks_a_database_that_hangs_waits_a_second_and_asks_no_second_question()
      throws Exception {
    assertThat(health.answers()).isFalse();
    var began = System.nanoTime();
    for (var i = 0; i < 100; i++) {
      assertThat(health.answers()).isFalse();
    }

    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(questions).hasValue(1);
    answer.countDown();
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      LockSupport.parkNanos(100_000);
    }
  }

  private Object connect() throws InterruptedException {
    questions.incrementAndGet();
    asked.countDown();
    answer.await();
    return proxy(Connection.class, () -> true);
  }

  /** Something of which one method is asked, and that is closed. */
  private static <T> T proxy(Class<T> type, Callable<Object> answer) {
    InvocationHandler handler =
        (proxy, method, arguments) -> method.getName().equals("close") ? null : answer.call();
    return type.cast(
        Proxy.newProxyInstance(HealthTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
