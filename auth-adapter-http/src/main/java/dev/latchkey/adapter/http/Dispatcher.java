package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.CookieStyle;
import dev.latchkey.adapter.http.routing.Credentials;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Json;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.ProblemPage;
import dev.latchkey.adapter.http.routing.ProblemReply;
import dev.latchkey.adapter.http.routing.Reply;
import dev.latchkey.adapter.http.routing.RequestBodies;
import dev.latchkey.adapter.http.routing.RequestFrame;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.Routes;
import dev.latchkey.domain.kernel.InfrastructureException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings requests to their routes: mounts the table, asks the guard, answers what goes wrong. */
final class Dispatcher {
  private final Routes routes;
  private final LimitGuard limits;
  private final AccessGuard guard;
  private final RequestBodies bodies;
  private final CookieStyle cookies;
  private final Json json;
  private final ForPages pages;
  private final Failures failures = new Failures();

  Dispatcher(
      Routes routes,
      LimitGuard limits,
      AccessGuard guard,
      RequestBodies bodies,
      CookieStyle cookies,
      Json json,
      ForPages pages) {
    this.routes = routes;
    this.limits = limits;
    this.guard = guard;
    this.bodies = bodies;
    this.cookies = cookies;
    this.json = json;
    this.pages = pages;
  }

  /**
   * What is otherwise where people look at the answers.
   *
   * @param programs what the paths begin with below which nobody does
   */
  record ForPages(PageDoor door, LocalName name, ProblemPage problems, String programs) {}

  void mount(RoutesConfig javalin) {
    for (var route : routes.all()) {
      javalin.addHttpHandler(type(route.method()), route.path(), ctx -> serve(ctx, route));
      if (route.method() == Method.GET) {
        // The same answer; Jetty leaves the body out. Javalin's own HEAD would not ask the guard.
        javalin.addHttpHandler(HandlerType.HEAD, route.path(), ctx -> serve(ctx, route));
      }
    }
    javalin.exception(HttpResponseException.class, (refusal, ctx) -> miss(ctx, refusal));
    javalin.exception(Exception.class, (failure, ctx) -> fail(ctx, failure));
  }

  private static HandlerType type(Method method) {
    return HandlerType.findOrCreate(method.name());
  }

  private void serve(Context ctx, Route route) {
    var frame = RequestFrame.of(ctx);
    frame.matched(route.path());
    if (route.isPage() && isForPeople(ctx)) {
      showProblems(ctx);
    }
    if (route.caching().isPublic()) {
      Cors.open(ctx);
    }
    limits.admit(frame, route.limits());
    requireOwnMethod(route, ctx);
    var exchange = exchange(ctx, route, guard.open(route, ctx.req()));
    var elsewhere =
        pages.name().leadsTo(route, exchange, ctx.req()).or(() -> door(route, exchange, frame));
    if (elsewhere.isPresent()) {
      ctx.header("Cache-Control", Caching.never().header());
      exchange.redirect(elsewhere.get());
    } else {
      enter(ctx, route, exchange);
    }
  }

  /**
   * Javalin finds routes by a header, too, that says another method. Whoever stands before us, and
   * each rule of ours, goes by the one that was sent.
   */
  private static void requireOwnMethod(Route route, Context ctx) {
    var sent = ctx.req().getMethod();
    var reads = route.method() == Method.GET && sent.equals("HEAD");
    if (!reads && !sent.equals(route.method().name())) {
      throw new ProblemException(ProblemReply.of(Problem.MALFORMED_REQUEST));
    }
  }

  private Optional<String> door(Route route, Exchange exchange, RequestFrame frame) {
    return pages.door().leadsTo(route, exchange, () -> limits.admit(frame, Limits.REFRESH));
  }

  private void enter(Context ctx, Route route, Exchange exchange) {
    guard.admit(route, exchange);
    countCaller(route, exchange);
    ctx.header("Cache-Control", route.caching().header());
    route.handler().handle(exchange);
  }

  private static boolean isForPeople(Context ctx) {
    var accept = ctx.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  /** Before anything can go wrong: whoever asks for a page is shown what did on a page. */
  private void showProblems(Context ctx) {
    ctx.attribute(ProblemPage.ATTRIBUTE, pages.problems());
  }

  /** Whoever is signed in is the account that he asks about. */
  private static void countCaller(Route route, Exchange exchange) {
    if (route.access().isForUsers() && route.limits().needAccount()) {
      exchange.countTowards(exchange.caller().user().id().value().toString());
    }
  }

  private Exchange exchange(Context ctx, Route route, Credentials credentials) {
    return new Exchange(
        ctx,
        reply(ctx),
        bodies,
        credentials,
        cookies,
        shown -> guard.identify(ctx.req(), shown),
        account -> limits.admit(RequestFrame.of(ctx), route.limits(), account));
  }

  private Reply reply(Context ctx) {
    return new Reply(ctx, RequestFrame.of(ctx), json);
  }

  /** What reaches no route counts like what does: else a flood would only need a wrong path. */
  private void miss(Context ctx, HttpResponseException refusal) {
    if (isLost(ctx)) {
      showProblems(ctx);
    }
    try {
      limits.admit(RequestFrame.of(ctx), Limits.API_WIDE);
      answerMiss(ctx, refusal);
    } catch (ProblemException | InfrastructureException notNow) {
      fail(ctx, notNow);
    }
  }

  /** Whether somebody came by a wrong link, or typed one: where programs are at home, nobody. */
  private boolean isLost(Context ctx) {
    return RequestFrame.of(ctx).route().equals(RequestFrame.UNMATCHED)
        && isForPeople(ctx)
        && !ctx.method().equals(HandlerType.OPTIONS)
        && !ctx.path().startsWith(pages.programs());
  }

  /** No route of ours has this path and method, or Javalin has a complaint of its own. */
  private void answerMiss(Context ctx, HttpResponseException refusal) {
    var methods = routes.methodsAt(ctx.path());
    if (refusal.getStatus() != Problem.NOT_FOUND.status() || methods.isEmpty()) {
      reply(ctx).problem(Problem.ofStatus(refusal.getStatus()));
    } else if (ctx.method().equals(HandlerType.OPTIONS)) {
      tellMethods(ctx, allow(methods));
    } else {
      var problem = ProblemReply.of(Problem.METHOD_NOT_ALLOWED);
      reply(ctx).problem(problem.with("Allow", allow(methods)));
    }
  }

  private void tellMethods(Context ctx, String methods) {
    if (routes.isPublic(ctx.path())) {
      Cors.open(ctx);
    }
    Cors.answerPreflight(ctx, methods);
    ctx.header("Allow", methods);
    reply(ctx).empty(204);
  }

  private static String allow(Set<Method> methods) {
    var own = methods.stream().map(Method::name);
    var implied =
        methods.contains(Method.GET) ? Stream.of("HEAD", "OPTIONS") : Stream.of("OPTIONS");
    return Stream.concat(own, implied).collect(Collectors.joining(", "));
  }

  private void fail(Context ctx, Exception failure) {
    var problem = failures.reply(failure, RequestFrame.of(ctx));
    // An answer that is half sent cannot become another; it stays half, and the log knows why.
    if (!ctx.res().isCommitted()) {
      ctx.res().resetBuffer();
      ctx.res().setHeader("Content-Disposition", null);
      reply(ctx).problem(problem);
      if (problem.problem() == Problem.PAYLOAD_TOO_LARGE) {
        Leftovers.throwAway(ctx);
      }
    }
  }
}
