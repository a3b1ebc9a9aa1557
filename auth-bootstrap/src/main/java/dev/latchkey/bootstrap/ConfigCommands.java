package dev.latchkey.bootstrap;

import picocli.CommandLine.Command;

/** Looks at the configuration without starting anything. */
@Command(name = "config", description = "Looks at the configuration.")
final class ConfigCommands {
  private final Terminal terminal;
  private final Configuration configuration;

  ConfigCommands(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  @Command(description = "Checks every setting and starts nothing.")
  int check() {
    var config = configuration.forCommand();
    var mode = config.web().isLocal() ? "local mode" : "public";
    terminal.out().println("The configuration can be used (" + mode + ").");
    return 0;
  }
}
