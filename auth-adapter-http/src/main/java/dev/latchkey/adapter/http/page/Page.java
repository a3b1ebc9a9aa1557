package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.routing.Asset;
import dev.latchkey.adapter.http.routing.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page in the shell. Its policy names its scripts by their hashes, so that no others run; it
 * loads from this server, speaks with this server and sends its forms to this server.
 */
public final class Page {
  private final Shell shell;
  private final String template;
  private final Navigation navigation;
  private final Optional<Room> room;
  private final List<Asset> scripts;
  private final boolean speaks;

  /**
   * @param room that it is of, for pages of an account
   * @param speaks whether its scripts ask this server for something
   */
  Page(
      Shell shell,
      String template,
      Navigation navigation,
      Optional<Room> room,
      List<Asset> scripts,
      boolean speaks) {
    this.shell = shell;
    this.template = template;
    this.navigation = navigation;
    this.room = room;
    this.scripts = List.copyOf(scripts);
    this.speaks = speaks;
  }

  /** Answers with it. */
  public void show(Exchange exchange, Map<String, ?> values) {
    show(exchange, 200, values);
  }

  /** The same with another status. */
  public void show(Exchange exchange, int status, Map<String, ?> values) {
    var html = shell.render(this, shell.texts(exchange), values);
    exchange.page(status, html, contentSecurityPolicy());
  }

  String template() {
    return template;
  }

  Navigation navigation() {
    return navigation;
  }

  Optional<Room> room() {
    return room;
  }

  List<Asset> scripts() {
    return scripts;
  }

  String contentSecurityPolicy() {
    var directives =
        Stream.of(
            "default-src 'none'",
            "script-src " + (scripts.isEmpty() ? "'none'" : hashes()),
            "style-src 'self'",
            "img-src 'self'",
            speaks ? "connect-src 'self'" : "",
            "base-uri 'none'",
            "form-action " + targets(),
            "frame-ancestors 'none'");
    return directives.filter(each -> !each.isEmpty()).collect(Collectors.joining("; "));
  }

  private String hashes() {
    return scripts.stream()
        .map(script -> "'" + script.hash() + "'")
        .collect(Collectors.joining(" "));
  }

  /** Ourselves, and whom we lead to: browsers hold it against redirects as well. */
  private String targets() {
    return Stream.concat(Stream.of("'self'"), shell.site().providers().stream())
        .collect(Collectors.joining(" "));
  }
}
