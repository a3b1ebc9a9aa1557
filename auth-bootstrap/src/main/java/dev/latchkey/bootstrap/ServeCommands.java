package dev.latchkey.bootstrap;

import dev.latchkey.adapter.mail.MailConfig;
import dev.latchkey.bootstrap.settings.AuthConfig;
import dev.latchkey.bootstrap.settings.AuthConfig.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** The commands that go on until somebody stops them. */
final class ServeCommands {
  private final Terminal terminal;
  private final Configuration configuration;

  ServeCommands(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  /** Starts the server; picocli's entrance to it. */
  @Command(name = "serve", description = "Starts the server (the default).")
  record Serve(ServeCommands commands) implements Callable<Integer> {
    @Override
    public Integer call() {
      return commands.serve();
    }
  }

  /** Starts a worker; picocli's entrance to it. */
  @Command(
      name = "worker",
      description = "Sends mails and does the upkeep, for servers with WORKER=off or beside them.")
  record Worker(ServeCommands commands) implements Callable<Integer> {
    @Override
    public Integer call() {
      return commands.work();
    }
  }

  int serve() {
    var config = configuration.forServer();
    return runUntilStopped(
        () -> {
          var server = CompositionRoot.start(config, InstantSource.system());
          welcome(config, server).forEach(terminal.out()::println);
          return server::close;
        });
  }

  int work() {
    var config = configuration.forServer();
    return runUntilStopped(
        () -> {
          var core = CompositionRoot.open(config, InstantSource.system());
          core.startWorker();
          terminal.out().println("The worker runs on " + core.database() + ". Ctrl-C stops it.");
          return core::close;
        });
  }

  private static int runUntilStopped(Supplier<Runnable> start) {
    var running = new Running();
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
    try {
      running.start(start);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static List<String> welcome(AuthConfig config, AuthServer server) {
    var url = server.baseUrl();
    var mails =
        config.mail().transport() instanceof MailConfig.Smtp smtp
            ? "sent through " + smtp.host()
            : url + "/dev/mail (the local inbox, since SMTP_URL is not set)";
    var key =
        config.secrets() instanceof Secrets.Kept(var file, var previous)
            ? file.toString()
            : "SECRET_KEY";
    return List.of(
        "Latchkey %s is ready at %s".formatted(Version.current(), url),
        "Open:     " + url + " in a browser, and create an account",
        "Docs:     " + url + "/docs",
        "Mails:    " + mails,
        "Data:     %s (%s)".formatted(config.storage().folder(), server.core().database()),
        "Keys:     %s; signatures by %s"
            .formatted(key, server.core().modules().crypto().signatureProvider()),
        "Stop:     Ctrl-C. Other commands: latchkey help");
  }
}
