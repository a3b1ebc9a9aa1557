package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.bootstrap.settings.LogFormat;
import dev.latchkey.bootstrap.settings.LogLevel;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @AfterEach
  void log_as_before() throws JoranException {
    System.setErr(usual);
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  @Requirement({"S0-18", "S0-28", "S1-130", "S3-23"})
  void each_entry_is_one_json_object_on_a_line_of_its_own() throws IOException {
    configure(LogFormat.JSON, LogLevel.INFO);
    LoggerFactory.getLogger("dev.latchkey.test")
        .atWarn()
        .addKeyValue("answer", "42")
        .setCause(new IllegalStateException("two\nlines"))
        .log("first\nsecond");
    var entry = new ObjectMapper().readTree(lines().getFirst());
    assertThat(lines()).hasSize(1);
    assertThat(entry.path("formattedMessage").asText()).isEqualTo("first\nsecond");
    assertThat(entry.path("level").asText()).isEqualTo("WARN");
    assertThat(entry.path("kvpList").toString()).contains("answer", "42");
    assertThat(entry.path("throwable").path("message").asText()).isEqualTo("two\nlines");
  }

  @Test
  void what_a_stranger_sends_as_host_is_not_repeated() {
    configure(LogFormat.TEXT, LogLevel.DEBUG);
    LoggerFactory.getLogger("org.eclipse.jetty.util.HostPort").warn("Host: ada:secret@localhost");
    LoggerFactory.getLogger("org.eclipse.jetty.util.URIUtil").warn("others are heard");
    assertThat(lines()).singleElement().asString().contains("others are heard");
  }

  @Test
  void a_text_entry_cannot_pretend_to_be_two() {
    configure(LogFormat.TEXT, LogLevel.INFO);
    LoggerFactory.getLogger("dev.latchkey.test").info("first\r\nsecond");
    assertThat(lines()).singleElement().asString().endsWith("first second ");
  }

  @Test
  void the_level_is_ours_and_libraries_stay_quiet() {
    configure(LogFormat.TEXT, LogLevel.DEBUG);
    LoggerFactory.getLogger("dev.latchkey.test").debug("ours");
    LoggerFactory.getLogger("org.eclipse.jetty.server").info("theirs");
    java.util.logging.Logger.getLogger("org.postgresql").info("theirs");
    assertThat(lines()).singleElement().asString().contains("ours");
    java.util.logging.Logger.getLogger("org.postgresql").warning("in trouble");
    assertThat(lines()).last().asString().contains("in trouble");
  }

  private void configure(LogFormat format, LogLevel level) {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    Logging.configure(format, level);
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
