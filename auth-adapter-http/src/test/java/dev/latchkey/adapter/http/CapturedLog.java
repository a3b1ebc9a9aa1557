package dev.latchkey.adapter.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, from debug on for our own classes. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.latchkey");

  /** The first request of a test server is not of the test, and its line may come late. */
  private static final String ASKED_BY_THE_HARNESS = "route=/openapi.json";

  private final List<String> lines = new ArrayList<>();

  CapturedLog() {
    setContext(root.getLoggerContext());
    start();
    ours.setLevel(Level.DEBUG);
    root.addAppender(this);
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    var line = new StringBuilder();
    line.append(event.getLevel()).append(' ').append(event.getLoggerName());
    line.append(' ').append(event.getFormattedMessage());
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
    }
    if (event.getThrowableProxy() != null) {
      line.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    lines.add(line.toString());
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The lines of a logger, once there are so many: they are written after the answer. */
  List<String> await(String logger, int count) {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (linesOf(logger).size() < count && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return linesOf(logger);
  }

  /** Waits until a line holds this text. Lines of one connection come in its order. */
  void awaitText(String text) {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (lines().stream().noneMatch(line -> line.contains(text))) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not logged: " + text);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private List<String> linesOf(String logger) {
    return lines().stream()
        .filter(line -> line.contains(" " + logger + " "))
        .filter(line -> !line.contains(ASKED_BY_THE_HARNESS))
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(this);
    ours.setLevel(null);
  }
}
