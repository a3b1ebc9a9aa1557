package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Leads whoever opens a page of a developer's machine by its number to its name: browsers know no
 * passkeys of an address, and our own forms would come from another origin.
 *
 * <p>The header {@code Host} is only compared. Where it leads is our base URL, and behind it the
 * path and the query as they came.
 */
final class LocalName {
  private static final String NAME = "localhost";

  private final Set<String> numbers;
  private final String origin;

  private LocalName(Set<String> numbers, String origin) {
    this.numbers = numbers;
    this.origin = origin;
  }

  /** Leads nobody anywhere unless the base URL is {@code localhost}, in local mode. */
  static LocalName of(HttpConfig config) {
    var origin = Origin.of(config.baseUrl());
    var host = origin.substring(origin.indexOf("//") + 2);
    var isNamed = host.split(":", 2)[0].equals(NAME);
    var numbers =
        isNamed && config.localMode()
            ? Set.of(host.replace(NAME, "127.0.0.1"), host.replace(NAME, "[::1]"))
            : Set.<String>of();
    return new LocalName(numbers, origin);
  }

  /** Where the request is led; empty when it may go on. */
  Optional<String> leadsTo(Route route, Exchange exchange, HttpServletRequest request) {
    var isPage = route.isPage() && route.method() == Method.GET && exchange.wantsPage();
    return isPage && exchange.header("Host").filter(numbers::contains).isPresent()
        ? Optional.of(origin + request.getRequestURI() + query(request))
        : Optional.empty();
  }

  private static String query(HttpServletRequest request) {
    return request.getQueryString() == null ? "" : "?" + request.getQueryString();
  }
}
