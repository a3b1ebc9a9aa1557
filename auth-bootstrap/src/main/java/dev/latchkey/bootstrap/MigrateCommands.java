package dev.latchkey.bootstrap;

import dev.latchkey.adapter.persistence.Migrations.Step;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** Brings the schema of the database up to date. */
@Command(name = "migrate", description = "Looks at the schema of the database, or updates it.")
final class MigrateCommands {
  private final Terminal terminal;
  private final Configuration configuration;

  MigrateCommands(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  @Command(description = "Applies what is pending. A server does so at its start, too.")
  int apply() {
    return print(CompositionRoot.migrate(configuration.forCommand()));
  }

  @Command(description = "Lists the steps and changes nothing.")
  int info() {
    return print(CompositionRoot.migrations(configuration.forCommand()));
  }

  private int print(List<Step> steps) {
    var table = new Table("VERSION", "STATE", "APPLIED", "DESCRIPTION");
    for (var step : steps) {
      table.row(
          step.version(),
          step.state(),
          step.installedOn().map(Instant::toString).orElse("-"),
          step.description());
    }
    table.print(terminal.out());
    return 0;
  }
}
