package dev.latchkey.adapter.http.documentation;

import dev.latchkey.adapter.http.page.PageFiles;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Json;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The interface, for programs and for people. All of it is made when it is first asked for, so that
 * no start waits for it, and kept from then on.
 */
public final class DocumentationRoutes implements RouteGroup {
  private static final Caching FOR_A_WHILE = Caching.publiclyFor(Duration.ofMinutes(5));

  private final List<RouteGroup> others;
  private final Supplier<byte[]> document;
  private final Supplier<Assets> assets = new OnceAsked<>(Assets::new);
  private final Supplier<Pages> pages;
  private final PageFiles pageFiles;

  /**
   * @param others whose routes are told of, beside these here
   * @param pageFiles what other pages load
   */
  public DocumentationRoutes(
      List<RouteGroup> others, ApiInfo info, Json json, PageFiles pageFiles) {
    this.pageFiles = pageFiles;
    this.others = List.copyOf(others);
    document = new OnceAsked<>(() -> json.write(OpenApi.of(info, everything())));
    pages = new OnceAsked<>(() -> new Pages(info.name(), assets.get()));
  }

  private List<Route> everything() {
    var told = others.stream().flatMap(group -> group.routes().stream());
    return Stream.concat(told, routes().stream()).toList();
  }

  @Override
  public List<Route> routes() {
    return List.of(documentRoute(), docsRoute(), redocRoute(), fileRoute());
  }

  private Route documentRoute() {
    return Route.get("/openapi.json")
        .access(Access.ANYONE)
        .summary(Chapter.DOCUMENTATION, "Get this document")
        .cached(FOR_A_WHILE)
        .answersReady("OpenAPI 3.1.", "application/json")
        .handle(exchange -> exchange.file("application/json", document.get()));
  }

  private Route docsRoute() {
    return Route.get("/docs")
        .access(Access.ANYONE)
        .summary(Chapter.DOCUMENTATION, "Try the interface")
        .description("This document in Swagger UI.")
        .cached(FOR_A_WHILE)
        .answersReady("A page.", "text/html")
        .handle(exchange -> show(exchange, pages.get().docs()));
  }

  private Route redocRoute() {
    return Route.get("/redoc")
        .access(Access.ANYONE)
        .summary(Chapter.DOCUMENTATION, "Read about the interface")
        .description("This document in ReDoc.")
        .cached(FOR_A_WHILE)
        .answersReady("A page.", "text/html")
        .handle(exchange -> show(exchange, pages.get().redoc()));
  }

  private Route fileRoute() {
    return Route.get("/assets/{file}")
        .access(Access.ANYONE)
        .summary(Chapter.DOCUMENTATION, "Get a file of a page")
        .description("Named by its content; what is in a page is there.")
        .parameters(
            new Parameter(
                Parameter.Place.PATH, "file", "As a page names it.", new Parameter.Form.Text()))
        .cached(Caching.asNamed())
        .answersReady("The file.", "text/javascript", "text/css", "image/svg+xml", "image/png")
        .problems(Problem.NOT_FOUND)
        .handle(this::file);
  }

  private static void show(Exchange exchange, Pages.Page page) {
    exchange.page(page.html(), page.contentSecurityPolicy());
  }

  private void file(Exchange exchange) {
    var name = exchange.path("file");
    pageFiles
        .find(name)
        .or(() -> assets.get().find(name))
        .ifPresentOrElse(asset -> asset.send(exchange), () -> exchange.problem(Problem.NOT_FOUND));
  }
}
