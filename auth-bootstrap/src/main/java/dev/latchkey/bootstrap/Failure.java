package dev.latchkey.bootstrap;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.embedded.postgres.EmbeddedPostgresException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExecutionException;

/** Tells people why a command failed, in one clear line; how exactly is in the log, at debug. */
record Failure(Throwable cause, String line, int exitCode) {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
  private static final int FAILED = 1;
  private static final int ASKED_WRONGLY = 2;

  static Failure of(Throwable cause) {
    return switch (cause) {
      case RefusedException refused -> new Failure(refused, message(refused), ASKED_WRONGLY);
      case StartupException unusable -> new Failure(unusable, message(unusable), ASKED_WRONGLY);
      case EmbeddedPostgresException database -> new Failure(database, message(database), FAILED);
      case InfrastructureException outage -> new Failure(outage, outage(outage), FAILED);
      case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      default -> new Failure(cause, unexpected(cause), FAILED);
    };
  }

  void print(PrintWriter err) {
    err.println(line);
    LOG.debug("the command failed", cause);
  }

  private static String outage(InfrastructureException outage) {
    var deepest = chain(outage).reduce(outage, (outer, inner) -> inner);
    var line = "Could not " + message(outage) + ": " + firstLine(deepest);
    return deepest instanceof BindException
        ? line + ". Stop what uses the port, or set PORT to another."
        : line;
  }

  private static String unexpected(Throwable cause) {
    return "It failed: " + firstLine(cause) + " (LOG_LEVEL=debug tells more)";
  }

  private static Stream<Throwable> chain(Throwable start) {
    return Stream.iterate(start, Objects::nonNull, Throwable::getCause);
  }

  private static String firstLine(Throwable cause) {
    return cause.getMessage() == null || cause.getMessage().isBlank()
        ? cause.getClass().getSimpleName()
        : cause.getMessage().strip().lines().findFirst().orElseThrow();
  }

  private static String message(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
