package dev.latchkey.bootstrap;

import dev.latchkey.bootstrap.settings.AuthConfig.Web;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Asks the server that runs on this machine with the same settings whether it may be sent requests:
 * the health check of an image whose base has no curl.
 */
@Command(
    name = "health",
    description = "Ends with 0 when the server of this configuration is ready, else with 1.")
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");
  private static final int OK = 200;

  private final Terminal terminal;
  private final Configuration configuration;

  HealthCommand(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  @Override
  public Integer call() throws InterruptedException {
    var address = address(configuration.forCommand().web());
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == OK ? tell("ready", 0) : tell("not ready: " + status, 1);
    } catch (IOException silence) {
      return tell("no answer at " + address, 1);
    }
  }

  private int tell(String answer, int exitCode) {
    terminal.out().println(answer);
    return exitCode;
  }

  /** Where the server listens; an address that means every interface is no place to connect to. */
  private static URI address(Web web) {
    var host = EVERYWHERE.contains(web.host()) ? "127.0.0.1" : web.host();
    var bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://" + bracketed + ":" + web.port() + "/health/ready");
  }
}
