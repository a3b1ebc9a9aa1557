package dev.latchkey.adapter.http.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.domain.kernel.HealthCheck;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server is, whether it is up, and whether it should be sent requests. Which dependency is
 * down is for the log, not for strangers.
 */
public final class HealthRoutes implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);

  private final ServerInfo server;
  private final List<HealthCheck> checks;
  private final BooleanSupplier draining;

  /**
   * @param draining true once the server is on its way down
   */
  public HealthRoutes(ServerInfo server, List<HealthCheck> checks, BooleanSupplier draining) {
    this.server = server;
    this.checks = List.copyOf(checks);
    this.draining = draining;
  }

  record ServerResponse(String name, String version, Links links) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Links(String self, String health, @Nullable String inbox) {}

  record HealthResponse(String status, String version) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/").access(Access.ANYONE).answers(200, ServerResponse.class).handle(this::info),
        Route.get("/health")
            .access(Access.ANYONE)
            .answers(200, HealthResponse.class)
            .handle(this::ok),
        Route.get("/health/live")
            .access(Access.ANYONE)
            .answers(200, HealthResponse.class)
            .handle(this::ok),
        Route.get("/health/ready")
            .access(Access.ANYONE)
            .answers(200, HealthResponse.class)
            .problems(Problem.UNAVAILABLE)
            .handle(this::ready));
  }

  private void info(Exchange exchange) {
    var url = server.baseUrl();
    var inbox = server.hasInbox() ? url + "/dev/mail" : null;
    var links = new Links(url + "/", url + "/health", inbox);
    exchange.json(200, new ServerResponse(server.name(), server.version(), links));
  }

  private void ok(Exchange exchange) {
    exchange.json(200, new HealthResponse("ok", server.version()));
  }

  private void ready(Exchange exchange) {
    if (!draining.getAsBoolean() && allAnswer()) {
      ok(exchange);
    } else {
      exchange.problem(Problem.UNAVAILABLE);
    }
  }

  private boolean allAnswer() {
    return checks.stream().filter(check -> !answers(check)).count() == 0;
  }

  private static boolean answers(HealthCheck check) {
    var answers = check.answers().getAsBoolean();
    if (!answers) {
      LOG.atWarn()
          .addKeyValue("dependency", check.dependency())
          .log("a dependency does not answer");
    }
    return answers;
  }
}
