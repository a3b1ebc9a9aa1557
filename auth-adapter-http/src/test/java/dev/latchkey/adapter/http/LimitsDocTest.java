package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Quota;
import dev.latchkey.adapter.http.routing.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table in {@code docs/features/limits.md} what the table of routes says. To write it
 * anew: {@code mvn -pl auth-adapter-http -am test -Dtest=LimitsDocTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dlatchkey.write-docs=true}.
 */
class LimitsDocTest {
  private static final Path PAGE =
      Path.of("../docs/features/limits.md").toAbsolutePath().normalize();
  private static final String BEGIN = "<!-- the table of routes writes this -->\n";
  private static final String END = "<!-- so far -->";

  @Test
  void the_page_says_what_the_table_of_routes_says() throws IOException {
    var page = Files.readString(PAGE);
    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    var expected = page.replaceFirst("(?s)" + BEGIN + ".*" + END, BEGIN + table() + END);
    if (Boolean.getBoolean("latchkey.write-docs")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/features/limits.md is stale; run: mvn verify -Dlatchkey.write-docs=true")
        .isEqualTo(expected);
  }

  private static String table() {
    try (var server = TestServer.start()) {
      var routes = server.routes();
      return HEAD
          + used(routes).stream()
              .flatMap(limits -> limits.quotas().stream().map(quota -> row(routes, limits, quota)))
              .collect(Collectors.joining());
    }
  }

  private static final String HEAD =
      """
      | Limit | Default | Of |
      |---|---|---|
      """;

  private static EnumSet<Limits> used(Routes routes) {
    var used = EnumSet.noneOf(Limits.class);
    routes.all().forEach(route -> used.add(route.limits()));
    return used;
  }

  private static String row(Routes routes, Limits limits, Quota quota) {
    var limit = limits.standard(quota);
    var of =
        routes.all().stream()
            .filter(route -> route.limits() == limits)
            .map(route -> "`%s %s`".formatted(route.method(), route.path()));
    return "| `%s` | %d in %d min | %s |\n"
        .formatted(
            limit.name(),
            limit.limit(),
            limit.window().toMinutes(),
            of.collect(Collectors.joining(", ")));
  }
}
