package dev.latchkey.adapter.persistence;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Asks the database for a sign of life, for a second at most.
 *
 * <p>One question at a time: while one is unanswered the next is answered with no at once, so that
 * a database that hangs does not collect threads and connections.
 */
final class Health {
  private static final int SECONDS = 1;

  private final DataSource source;
  private final Semaphore asking = new Semaphore(1);

  Health(DataSource source) {
    this.source = source;
  }

  boolean answers() {
    if (!asking.tryAcquire()) {
      return false;
    }
    var question = new FutureTask<>(this::isAlive);
    Thread.ofVirtual().name("latchkey-health").start(question);
    try {
      return question.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException noAnswer) {
      return false;
    }
  }

  private boolean isAlive() {
    try (var connection = source.getConnection()) {
      return connection.isValid(SECONDS);
    } catch (SQLException down) {
      return false;
    } finally {
      asking.release();
    }
  }
}
