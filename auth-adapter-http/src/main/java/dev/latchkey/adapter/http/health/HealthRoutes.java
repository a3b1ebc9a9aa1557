package dev.latchkey.adapter.http.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.adapter.http.page.FrontPage;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
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
  private final FrontPage front;

  /**
   * @param draining true once the server is on its way down
   */
  public HealthRoutes(
      ServerInfo server, List<HealthCheck> checks, BooleanSupplier draining, FrontPage front) {
    this.server = server;
    this.checks = List.copyOf(checks);
    this.draining = draining;
    this.front = front;
  }

  record ServerResponse(String name, String version, Links links) {
    private static final ServerResponse EXAMPLE =
        new ServerResponse("Latchkey", "1.0.0", Links.of("https://auth.example.com", false));
  }

  /** Where to go from here; with the local inbox, if there is one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Links(
      @Told(value = "This answer.", format = "uri") String self,
      @Told(value = "Whether the server is up.", format = "uri") String health,
      @Told(value = "The interface, for people to try.", format = "uri") String docs,
      @Told(value = "The interface, for people to read.", format = "uri") String redoc,
      @Told(value = "The interface, for programs.", format = "uri") String openapi,
      @Told(value = "The mails, in local mode.", format = "uri") @Nullable String inbox) {

    static Links of(String url, boolean hasInbox) {
      return new Links(
          url + "/",
          url + "/health",
          url + "/docs",
          url + "/redoc",
          url + "/openapi.json",
          hasInbox ? url + "/dev/mail" : null);
    }
  }

  record HealthResponse(@Told("ok.") String status, String version) {
    private static final HealthResponse EXAMPLE = new HealthResponse("ok", "1.0.0");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/")
            .access(Access.ANYONE)
            .summary(Chapter.HEALTH, "See what is here")
            .description("A page for who accepts `text/html`, as browsers do.")
            .answers(200, "Name, version, and where to go on.", ServerResponse.EXAMPLE)
            .answersReady("The first page.", "text/html")
            .handle(this::info),
        Route.get("/health")
            .access(Access.ANYONE)
            .summary(Chapter.HEALTH, "Ask for version and state")
            .limits(Limits.NOTHING)
            .answers(200, "The server is up.", HealthResponse.EXAMPLE)
            .handle(this::ok),
        Route.get("/health/live")
            .access(Access.ANYONE)
            .summary(Chapter.HEALTH, "Ask whether the process is up")
            .limits(Limits.NOTHING)
            .description("Asks nothing else: one that does not answer should be restarted.")
            .answers(200, "It is up.", HealthResponse.EXAMPLE)
            .handle(this::ok),
        Route.get("/health/ready")
            .access(Access.ANYONE)
            .summary(Chapter.HEALTH, "Ask whether to send requests")
            .limits(Limits.NOTHING)
            .description("Asks the database too; refused when it is away, and while shutting down.")
            .answers(200, "Requests are welcome.", HealthResponse.EXAMPLE)
            .problems(Problem.UNAVAILABLE)
            .handle(this::ready));
  }

  private void info(Exchange exchange) {
    if (exchange.wantsPage()) {
      front.show(exchange);
    } else {
      var links = Links.of(server.baseUrl(), server.hasInbox());
      exchange.json(200, new ServerResponse(server.name(), server.version(), links));
    }
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
