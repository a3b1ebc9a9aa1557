package dev.latchkey.adapter.device;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one class logs while this is open. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new ArrayList<>();

  private LogLines(Logger logger) {
    this.logger = logger;
  }

  static LogLines of(Class<?> type) {
    var logger = (Logger) LoggerFactory.getLogger(type);
    var lines = new LogLines(logger);
    lines.setContext(logger.getLoggerContext());
    lines.start();
    logger.addAppender(lines);
    return lines;
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
