package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.http.HeaderPolicy.XssFilter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What each answer forbids browsers. That none goes without is looked at by the lint of the
 * clients, with every answer of every test; here is each kind of answer once, and what may differ.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityHeadersTest {
  private static final String AUTH = "https://auth.example.com";
  private static final String HSTS = "Strict-Transport-Security";
  private static final String CSP = "Content-Security-Policy";
  private static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private final RawConnection raw = new RawConnection(server.port());

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S1-35", "S1-121", "S1-122"})
  void every_kind_of_answer_has_them() {
    var token = server.signUp("ada@example.com").text("access_token");

    assertThat(client.get("/health").status()).isEqualTo(200);
    assertThat(client.send("HEAD", "/health", BodyPublishers.noBody()).status()).isEqualTo(200);
    assertThat(client.send("OPTIONS", "/health", BodyPublishers.noBody()).status()).isEqualTo(204);
    assertThat(client.get("/.well-known/jwks.json").status()).isEqualTo(200);
    assertThat(client.get("/dev/mail").status()).isEqualTo(200);
    assertThat(client.bearer(token).post("/api/v1/auth/logout").status()).isEqualTo(204);
    assertThat(client.bearer(token).get("/api/v1/auth/me").status()).isEqualTo(401);
    assertThat(client.get("/nothing").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/auth/login").status()).isEqualTo(405);
    assertThat(client.post("/api/v1/auth/login", "{").status()).isEqualTo(400);
    assertThat(client.post("/api/v1/auth/login", "{}").status()).isEqualTo(422);
    assertThat(client.post("/api/v1/auth/login", " ".repeat(1 << 17)).status()).isEqualTo(413);
    assertThat(raw.send("GET // HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(raw.send("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void what_went_wrong_on_our_side_has_them_too() {
    assertThat(failing(new IllegalStateException("a bug"))).isEqualTo("500 internal_error");
    assertThat(failing(new StackOverflowError("deep"))).isEqualTo("500 internal_error");
  }

  private static String failing(Throwable failure) {
    var check = new HealthCheck("database", () -> sneaky(failure));
    try (var broken = new TestServer(new TestServer.Options().check(check))) {
      return broken.client().get("/health/ready").problem();
    }
  }

  private static boolean sneaky(Throwable failure) {
    switch (failure) {
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalArgumentException(failure);
    }
  }

  @Test
  void json_may_load_run_and_send_nothing() {
    assertThat(client.get("/nothing").header(CSP))
        .contains(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(client.get("/nothing").header("Referrer-Policy")).contains("no-referrer");
    assertThat(client.get("/nothing").header("Accept-CH")).isEmpty();
  }

  @Test
  void a_page_has_its_own_policy_and_no_other() {
    var page = client.get("/dev/mail");

    assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.response().headers().allValues(CSP))
        .singleElement()
        .asString()
        .contains("style-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(page.header("Referrer-Policy")).contains("same-origin");
    assertThat(page.header("Accept-CH").orElseThrow()).contains("Sec-CH-UA-Platform-Version");
    assertThat(page.header("Vary")).isEmpty();
  }

  @Test
  @Requirement("S1-125")
  void forms_of_pages_may_lead_to_the_listed_providers_and_nobody_else() {
    var policy =
        HeaderPolicy.standard().leadingTo("https://accounts.example", "https://id.example");
    try (var led = new TestServer(new TestServer.Options().headers(policy))) {
      assertThat(led.client().get("/sign-in").header(CSP).orElseThrow())
          .contains("form-action 'self' https://accounts.example https://id.example;");
      assertThat(led.client().get("/nothing").header(CSP).orElseThrow())
          .contains("form-action 'none'");
    }
    assertThat(client.get("/sign-in").header(CSP).orElseThrow()).contains("form-action 'self';");
    for (var never : new String[] {"*", "https://a.example/path", "https:", "'unsafe-inline'"}) {
      assertThatThrownBy(() -> HeaderPolicy.standard().leadingTo(never))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void only_what_is_for_everybody_may_be_loaded_from_everywhere() {
    assertThat(client.get("/.well-known/jwks.json").header(RESOURCE_POLICY))
        .contains("cross-origin");
    assertThat(client.get("/health").header(RESOURCE_POLICY)).contains("same-origin");
    assertThat(client.get("/api/v1/auth/me").header(RESOURCE_POLICY)).contains("same-origin");
  }

  @Test
  @Requirement("S1-124")
  void browsers_are_told_to_insist_on_tls_where_there_is_tls() {
    assertThat(client.get("/health").header(HSTS)).isEmpty();
    try (var public_ = new TestServer(new TestServer.Options().publicAt(AUTH))) {
      for (var path : new String[] {"/health", "/nothing", "/.well-known/jwks.json"}) {
        assertThat(public_.client().get(path).header(HSTS))
            .contains("max-age=31536000; includeSubDomains");
      }
    }
  }

  @Test
  void a_developer_is_not_locked_out_of_other_servers_on_localhost() {
    for (var url : new String[] {"https://localhost:8443", "https://auth.localhost"}) {
      try (var local = new TestServer(new TestServer.Options().publicAt(url))) {
        assertThat(local.client().get("/health").header(HSTS)).isEmpty();
      }
    }
  }

  @Test
  void how_long_and_for_which_hosts_is_a_setting() {
    var week = new HeaderPolicy(Duration.ofDays(7), false, XssFilter.OFF);
    var forget = new HeaderPolicy(Duration.ZERO, true, XssFilter.OFF);

    assertThat(week.hsts()).isEqualTo("max-age=604800");
    assertThat(forget.hsts()).isEqualTo("max-age=0; includeSubDomains");
    assertThatThrownBy(() -> new HeaderPolicy(Duration.ofSeconds(-1), true, XssFilter.OFF))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("S1-123")
  void the_filter_of_old_browsers_is_off_and_can_be_set_to_block() {
    assertThat(header(HeaderPolicy.standard())).contains("0");
    assertThat(header(new HeaderPolicy(Duration.ZERO, false, XssFilter.BLOCK)))
        .contains("1; mode=block");
  }

  private static Optional<String> header(HeaderPolicy policy) {
    var options = new TestServer.Options().headers(policy);
    try (var other = new TestServer(options)) {
      // Not by the usual client, whose lint knows the usual policy only.
      return new RawConnection(other.port(), answer -> {})
          .send("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
          .lines()
          .filter(line -> line.startsWith("X-XSS-Protection: "))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .reduce(
              (one, two) -> {
                throw new AssertionError("twice");
              });
    }
  }

  @Test
  void a_refusal_without_a_reason_of_ours_accuses_nobody_of_crossing_sites() {
    assertThat(Problem.ofStatus(403)).isEqualTo(Problem.FORBIDDEN);
    assertThat(Problem.FORBIDDEN.status()).isEqualTo(403);
  }
}
