package dev.latchkey.bootstrap;

import dev.latchkey.bootstrap.settings.LogFormat;
import dev.latchkey.bootstrap.settings.LogLevel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line. Ends with 0 when all went well, 1 when not, 2 when it was asked wrongly. */
@Command(
    name = "latchkey",
    description = "Authentication for Java teams. Without a command: serve.",
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"", "Settings come from the environment and .env: see docs/configuration.md."})
public final class Main implements Callable<Integer> {
  private final Configuration configuration;
  private final ServeCommands serving;

  private Main(Configuration configuration, ServeCommands serving) {
    this.configuration = configuration;
    this.serving = serving;
  }

  @Option(
      names = "--env-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Read settings from this file instead of .env.")
  void envFile(Path file) {
    configuration.readFrom(file);
  }

  @Override
  public Integer call() {
    return serving.serve();
  }

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    // Until the configuration is known.
    Logging.configure(LogFormat.TEXT, LogLevel.WARN);
    System.exit(run(Terminal.ofThisProcess(), args));
  }

  static int run(Terminal terminal, String... args) {
    var configuration = new Configuration(terminal);
    var serving = new ServeCommands(terminal, configuration);
    var line =
        new CommandLine(new Main(configuration, serving))
            .addSubcommand("serve", new ServeCommands.Serve(serving))
            .addSubcommand("worker", new ServeCommands.Worker(serving))
            .addSubcommand("migrate", new MigrateCommands(terminal, configuration))
            .addSubcommand("users", new UsersCommands(terminal, configuration))
            .addSubcommand("deliveries", new DeliveriesCommands(terminal, configuration))
            .addSubcommand("keys", new KeysCommands(terminal, configuration))
            .addSubcommand("config", new ConfigCommands(terminal, configuration))
            .addSubcommand("health", new HealthCommand(terminal, configuration))
            .addSubcommand("version", new VersionCommand(terminal));
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler(Main::fail)
        .execute(args);
  }

  private static int fail(Exception failure, CommandLine command, ParseResult parsed) {
    var told = Failure.of(failure);
    told.print(command.getErr());
    return told.exitCode();
  }
}
