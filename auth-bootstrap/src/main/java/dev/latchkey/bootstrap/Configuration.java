package dev.latchkey.bootstrap;

import dev.latchkey.bootstrap.settings.AuthConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader;
import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import dev.latchkey.bootstrap.settings.LogLevel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of this run, loaded when a command asks for it. */
final class Configuration {
  private final Terminal terminal;
  private @Nullable Path envFile;

  Configuration(Terminal terminal) {
    this.terminal = terminal;
  }

  void readFrom(Path file) {
    envFile = file;
  }

  /** For a process that goes on: its log is what it has to tell. */
  AuthConfig forServer() {
    var config = load();
    Logging.configure(config.operation().logFormat(), config.operation().logLevel());
    return config;
  }

  /** For a command that prints its answer: the log is for trouble, unless somebody digs. */
  AuthConfig forCommand() {
    var config = load();
    var level = config.operation().logLevel();
    Logging.configure(
        config.operation().logFormat(), level == LogLevel.INFO ? LogLevel.WARN : level);
    return config;
  }

  private AuthConfig load() {
    var outcome = ConfigLoader.load(terminal.environment(), terminal.folder(), envFile);
    outcome.warnings().forEach(warning -> terminal.err().println("Warning: " + warning));
    return switch (outcome) {
      case Outcome.Loaded(var config, var warnings) -> config;
      case Outcome.Refused(var faults, var warnings) -> throw new RefusedException(faults);
    };
  }
}
