package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.documentation.ApiInfo;
import dev.latchkey.adapter.http.documentation.DocumentationRoutes;
import dev.latchkey.adapter.http.page.ProblemPages;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.AcceptedLanguages;
import dev.latchkey.adapter.http.routing.CookieStyle;
import dev.latchkey.adapter.http.routing.Json;
import dev.latchkey.adapter.http.routing.RequestBodies;
import dev.latchkey.adapter.http.routing.Routes;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.ratelimit.RateLimiter;
import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP interface: open, it listens and answers; closed, it is gone and its port is free.
 *
 * <p>Every answer, also to what is not HTTP at all, is our own: problems as RFC 9457, an id for
 * each request, nothing cached, nothing said about the software.
 */
public final class HttpModule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpModule.class);

  private final Javalin javalin;
  private final Routes routes;
  private final AtomicBoolean draining;

  private HttpModule(Javalin javalin, Routes routes, AtomicBoolean draining) {
    this.javalin = javalin;
    this.routes = routes;
    this.draining = draining;
  }

  /**
   * Listens from now on.
   *
   * @param inbox the local inbox; shown only in local mode
   * @param checks what must answer for the server to be ready
   * @param limiter counts requests
   * @param ids where the ids of requests come from
   * @throws InfrastructureException when host and port cannot be listened on
   */
  public static HttpModule open(
      HttpConfig config,
      AuthUseCases auth,
      Optional<LocalInbox> inbox,
      List<HealthCheck> checks,
      RateLimiter limiter,
      IdSource ids) {
    var draining = new AtomicBoolean();
    var json = new Json();
    var mails = inbox.filter(any -> config.localMode());
    var shell = new Shell(site(config, auth, mails.isPresent()), config.looks());
    var groups = RouteGroups.of(config, auth, shell, mails, checks, draining::get);
    groups.add(new DocumentationRoutes(groups, info(config), json, shell.files()));
    var routes = Routes.of(config.basePath(), groups);
    var limits = new LimitGuard(limiter, config.rates());
    var javalin = javalin(config, auth, routes, limits, ids, json, shell);
    try {
      javalin.start();
    } catch (JavalinException cannotListen) {
      throw new InfrastructureException(
          "listen on " + config.host() + ":" + config.port(), cannotListen);
    }
    return new HttpModule(javalin, routes, draining);
  }

  private static Site site(HttpConfig config, AuthUseCases auth, boolean hasInbox) {
    var path = Objects.requireNonNullElse(config.baseUrl().getPath(), "");
    var base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new Site(
        config.appName(),
        base,
        hasInbox,
        auth.passkeys().isPresent(),
        config.headers().providers());
  }

  private static CookieStyle cookies(HttpConfig config) {
    return new CookieStyle(config.cookieSecure(), config.cookieSameSite().attribute());
  }

  private static ApiInfo info(HttpConfig config) {
    return new ApiInfo(
        config.appName(),
        config.version(),
        config.basePath(),
        config.maxBodyBytes(),
        cookies(config));
  }

  private static Javalin javalin(
      HttpConfig config,
      AuthUseCases auth,
      Routes routes,
      LimitGuard limits,
      IdSource ids,
      Json json,
      Shell shell) {
    var cookies = cookies(config);
    var listed = Set.copyOf(config.corsOrigins());
    var clients = new ClientAddresses(config.trustedProxies());
    var frames =
        new RequestFrames(
            clients,
            new Cors(listed),
            new SecurityHeaders(config),
            new AcceptedLanguages(config.languages()),
            ids);
    var setup = new JettySetup(config, frames, new JettyProblems(frames, json));
    var crossSite = new CrossSiteRule(Origin.of(config.baseUrl()), listed);
    var credentials = new CredentialReader(cookies, crossSite);
    var guard = new AccessGuard(auth, credentials, config.localMode());
    var bodies = new RequestBodies(config.maxBodyBytes());
    var pages =
        new Dispatcher.ForPages(
            new PageDoor(auth, shell.site(), config.basePath()),
            LocalName.of(config),
            new ProblemPages(shell),
            config.basePath() + "/api/");
    var dispatcher = new Dispatcher(routes, limits, guard, bodies, cookies, json, pages);
    return Javalin.create(
        javalin -> {
          setup.apply(javalin);
          dispatcher.mount(javalin.routes);
        });
  }

  /** The table of what is mounted. */
  Routes routes() {
    return routes;
  }

  /** The port that is listened on, also when any free one was asked for. */
  public int port() {
    return javalin.port();
  }

  /**
   * Says it is not ready, stops listening, lets running requests finish as long as the
   * configuration allows, and stops. Closing again does nothing.
   */
  @Override
  public void close() {
    if (draining.compareAndSet(false, true)) {
      stop();
    }
  }

  private void stop() {
    try {
      javalin.stop();
    } catch (JavalinException notInTime) {
      LOG.warn("requests were cut off: they ran longer than closing may take", notInTime);
    }
  }
}
