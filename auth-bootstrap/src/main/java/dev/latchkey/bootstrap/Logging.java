package dev.latchkey.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.latchkey.bootstrap.settings.LogFormat;
import dev.latchkey.bootstrap.settings.LogLevel;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets logging up for this process: one line each, on standard error.
 *
 * <p>The level is for our own loggers. Libraries are heard from warnings on, whatever the level:
 * what they say in detail may hold what must not be logged.
 */
final class Logging {
  private static final String OURS = "dev.latchkey";
  private static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %replace(%msg){'[\\r\\n]+',' '}"
          + " %kvp%n%ex";

  private Logging() {}

  static void configure(LogFormat format, LogLevel level) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level == LogLevel.ERROR ? Level.ERROR : Level.WARN);
    root.addAppender(appender(context, format));
    context.getLogger(OURS).setLevel(Level.toLevel(level.name()));
    // Warns of every try to connect, twice a second; that Redis is away is told once, by us.
    context.getLogger("io.lettuce").setLevel(Level.ERROR);
    // Repeats what strangers send as Host; that it was refused is told by us.
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
    bridgeJavaLogging();
  }

  private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, LogFormat format) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(format == LogFormat.JSON ? json(context) : text(context));
    appender.addFilter(new ToldOtherwise());
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(TEXT);
    encoder.start();
    return encoder;
  }

  /** The JDBC driver and the mail library log through java.util.logging. */
  private static void bridgeJavaLogging() {
    LogManager.getLogManager().reset();
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
  }

  /** A port that is in use is told in one line, at the end of the command. */
  private static final class ToldOtherwise extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      return "Failed to start Javalin".equals(event.getMessage())
          ? FilterReply.DENY
          : FilterReply.NEUTRAL;
    }
  }
}
