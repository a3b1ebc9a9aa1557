package dev.latchkey.adapter.persistence;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for a sign of life, for a second at most.
 *
 * <p>One question at a time, whose answer is for all who ask meanwhile: so a database that hangs
 * does not collect connections, and a crowd of strangers that asks whether the server is ready
 * cannot make it look as if it were not.
 */
final class Health {
  private static final int SECONDS = 1;

  private final DataSource source;
  private final AtomicReference<@Nullable Question> asked = new AtomicReference<>();

  Health(DataSource source) {
    this.source = source;
  }

  private record Question(FutureTask<Boolean> task, long since) {
    long nanosLeft() {
      return Math.max(0, TimeUnit.SECONDS.toNanos(SECONDS) - (System.nanoTime() - since));
    }
  }

  boolean answers() {
    var question = question();
    try {
      return question.task().get(question.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException noAnswer) {
      return false;
    }
  }

  /** The one that is unanswered, or a new one. */
  private Question question() {
    var last = asked.get();
    if (last != null && !last.task().isDone()) {
      return last;
    }
    var next = new Question(new FutureTask<>(this::isAlive), System.nanoTime());
    if (!asked.compareAndSet(last, next)) {
      return question();
    }
    Thread.ofVirtual().name("latchkey-health").start(next.task());
    return next;
  }

  private boolean isAlive() {
    try (var connection = source.getConnection()) {
      return connection.isValid(SECONDS);
    } catch (SQLException down) {
      return false;
    }
  }
}
