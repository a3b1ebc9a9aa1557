package dev.latchkey.adapter.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Hangs up on those who send a request so slowly, or with so much in between, that it never ends.
 * An idle timeout is not enough against them, because each byte starts it anew; and what is sent
 * between the chunks of a body never comes to the reader of the body, whose patience is shorter.
 */
final class SlowSenders extends AbstractLifeCycle implements Connection.Listener {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

  SlowSenders(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * How far a connection had come when it last made a step.
   *
   * @param requests whose headers were complete
   * @param answers that were complete
   * @param bytes that had come by then
   * @param since when it made the step, or when it was last seen silent after it
   */
  record Progress(long requests, long answers, long bytes, long since) {
    static Progress of(Connection connection, long now) {
      return new Progress(
          connection.getMessagesIn(), connection.getMessagesOut(), connection.getBytesIn(), now);
    }

    /** The same while bytes come in and nothing comes of them. */
    Progress then(Progress seen) {
      var stepped = seen.requests != requests || seen.answers != answers;
      return stepped || seen.bytes == bytes ? seen : this;
    }

    boolean isStuckAt(long now) {
      return now - since > PATIENCE.toNanos();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, Progress.of(connection, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  @Override
  protected void doStart() {
    lookAgain();
  }

  private void lookAgain() {
    scheduler.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (isStopping() || isStopped()) {
      return;
    }
    var now = System.nanoTime();
    open.replaceAll((connection, progress) -> progress.then(Progress.of(connection, now)));
    open.forEach(
        (connection, progress) -> {
          if (progress.isStuckAt(now)) {
            connection.getEndPoint().close();
          }
        });
    lookAgain();
  }
}
