package dev.latchkey.bootstrap;

import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks after deliveries that gave up. */
@Command(name = "deliveries", description = "Shows deliveries that gave up, and drives them again.")
final class DeliveriesCommands {
  private final Terminal terminal;
  private final Configuration configuration;

  DeliveriesCommands(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  @Command(description = "Lists parked deliveries, the longest parked first.")
  int list(
      @Option(
              names = "--limit",
              defaultValue = "50",
              paramLabel = "N",
              description = "At most so many (${DEFAULT-VALUE}).")
          int limit) {
    try (var core = open()) {
      var parked = core.auth().reviewDeliveries().parked(limit);
      var table = new Table("ID", "SUBSCRIBER", "SINCE", "REASON");
      parked.forEach(
          each -> table.row(each.id(), each.subscriber(), each.since().toString(), each.reason()));
      table.print(terminal.out());
      return 0;
    }
  }

  @Command(description = "Puts a parked delivery back to work.")
  int redrive(@Parameters(paramLabel = "ID", description = "As listed.") String id) {
    try (var core = open()) {
      var redriven = core.auth().reviewDeliveries().redrive(id);
      var answer = redriven ? "It is due again." : "There is no parked delivery with this id.";
      (redriven ? terminal.out() : terminal.err()).println(answer);
      return redriven ? 0 : 1;
    }
  }

  private AuthCore open() {
    return CompositionRoot.open(configuration.forCommand(), InstantSource.system());
  }
}
