package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a refusal for too many requests is, what it tells, and what it spares. */
class TooManyRequestsTest {
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String TOO_MANY = "429 too_many_requests";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern REQUEST_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final RatePolicy sevenLogins =
      RatePolicy.standard().with(new RateLimit("login.address", 7, QUARTER));

  @Test
  @Requirement("S1-36")
  void it_says_when_to_come_again_and_under_which_policy() {
    try (var server = limited(sevenLogins)) {
      login(server.client(), 7);
      var answer = login(server.client(), "ada@example.com");

      assertThat(answer.header("Retry-After")).contains("900");
      assertThat(answer.header("RateLimit-Policy")).contains("\"login\";q=7;w=900");
      assertThat(answer.header("RateLimit")).contains("\"login\";r=0;t=900");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.text("detail")).doesNotContain("login", "900");
    }
    try (var server = limited(RatePolicy.standard().perMinute(1))) {
      var answer = server.client().get("/");

      assertThat(answer.header("RateLimit-Policy")).contains("\"default\";q=1;w=60");
      assertThat(answer.header("RateLimit")).contains("\"default\";r=0;t=60");
    }
  }

  @Test
  void whoever_is_admitted_hears_nothing_of_limits() {
    try (var server = limited(sevenLogins)) {
      for (var path : List.of("/", "/.well-known/jwks.json", "/api/v1/auth/me", "/nothing")) {
        var answer = server.client().get(path);
        assertThat(answer.header("RateLimit")).isEmpty();
        assertThat(answer.header("RateLimit-Policy")).isEmpty();
      }
    }
  }

  @Test
  @Requirement("S2-63")
  void which_count_refused_cannot_be_told() {
    var refusals = new HashSet<String>();
    try (var server = new TestServer(new TestServer.Options().rates(RatePolicy.standard()))) {
      server.signUp("ada@example.com");
      var known = exhausted(server, "ada@example.com");
      var unknown = exhausted(server, "nobody@example.com");

      assertThat(withoutId(unknown)).isEqualTo(withoutId(known));
      refusals.add(masked(known));
    }
    try (var server = limited(sevenLogins)) {
      login(server.client(), 7);
      refusals.add(masked(raw(server, "ada@example.com")));
    }
    try (var server = limited(RatePolicy.standard().perMinute(2))) {
      server.client().get("/");
      refusals.add(masked(raw(server, "ada@example.com")));
    }
    try (var server = slowed()) {
      refusals.add(masked(raw(server, "ada@example.com")));
    }

    assertThat(refusals).hasSize(1);
    assertThat(refusals.iterator().next()).startsWith("HTTP/N.N N Too Many Requests");
  }

  @Test
  void what_a_handler_refuses_for_the_account_looks_like_what_the_window_refuses() {
    try (var server = slowed()) {
      var answer = login(server.client(), "ada@example.com");

      assertThat(answer.problem()).isEqualTo(TOO_MANY);
      assertThat(answer.header("Retry-After")).contains("60");
      assertThat(answer.header("RateLimit-Policy")).contains("\"login\";q=200;w=900");
      assertThat(answer.header("RateLimit")).contains("\"login\";r=0;t=60");
    }
  }

  @Test
  @Requirement("S3-54")
  void who_is_no_proxy_of_ours_gets_no_new_count_by_pretending() {
    try (var server = limited(RatePolicy.standard())) {
      var here = server.client();
      for (var i = 0; i < 200; i++) {
        assertThat(login(pretending(here, i), "user" + i + "@example.com").status()).isEqualTo(401);
      }
      assertThat(login(pretending(here, 200), "ada@example.com").problem()).isEqualTo(TOO_MANY);
    }
  }

  @Test
  @Requirement("S3-54")
  void behind_a_proxy_of_ours_each_client_has_a_count() {
    var options =
        new TestServer.Options().behind("127.0.0.1", "::1").rates(RatePolicy.standard()).patient();
    try (var server = new TestServer(options)) {
      var here = server.client();
      for (var i = 0; i < 201; i++) {
        assertThat(login(pretending(here, i), "user" + i + "@example.com").status()).isEqualTo(401);
      }
      for (var i = 0; i < 199; i++) {
        login(pretending(here, 0), "user" + i + "@example.com");
      }
      assertThat(login(pretending(here, 0), "ada@example.com").problem()).isEqualTo(TOO_MANY);
      assertThat(login(pretending(here, 1), "ada@example.com").status()).isEqualTo(401);
    }
  }

  /** All that a client can write itself. */
  private static Client pretending(Client client, int place) {
    return client
        .with("X-Forwarded-For", "198.51.100." + place)
        .with("Forwarded", "for=198.51.100." + place)
        .with("X-Real-IP", "198.51.100." + place)
        .with("True-Client-IP", "198.51.100." + place);
  }

  @Test
  void a_network_of_ipv6_is_one_client_and_a_mapped_address_is_the_one_it_stands_for() {
    var options =
        new TestServer.Options().behind("127.0.0.1", "::1").rates(RatePolicy.standard()).patient();
    try (var server = new TestServer(options)) {
      var counted = List.of("2001:db8:1:2::%d", "2001:db8:1:2:ffff::%d", "[2001:DB8:1:2::%d]:44");
      for (var i = 0; i < 200; i++) {
        var address = counted.get(i % counted.size()).formatted(i);
        assertThat(from(server, address).problem()).isEqualTo("401 invalid_credentials");
      }
      assertThat(from(server, "2001:db8:1:2:a:b:c:d").problem()).isEqualTo(TOO_MANY);
      assertThat(from(server, "2001:db8:1:3::1").problem()).isEqualTo("401 invalid_credentials");

      for (var i = 0; i < 200; i++) {
        var address = i % 2 == 0 ? "::ffff:203.0.113.9" : "203.0.113.9";
        assertThat(from(server, address).problem()).isEqualTo("401 invalid_credentials");
      }
      assertThat(from(server, "::FFFF:203.0.113.9").problem()).isEqualTo(TOO_MANY);
      assertThat(from(server, "203.0.113.9").problem()).isEqualTo(TOO_MANY);
      assertThat(from(server, "203.0.113.10").problem()).isEqualTo("401 invalid_credentials");
    }
  }

  private final AtomicInteger names = new AtomicInteger();

  private Answer from(TestServer server, String address) {
    var client = server.client().with("X-Forwarded-For", address);
    return login(client, "somebody" + names.incrementAndGet() + "@example.com");
  }

  @Test
  void however_a_path_is_spelled_what_leads_to_the_route_counts_there() {
    try (var server = limited(RatePolicy.standard())) {
      var raw = new RawConnection(server.port());
      var leading = List.of(LOGIN, LOGIN + "?a=1", "http://localhost" + LOGIN);
      for (var i = 0; i < 200; i++) {
        var answer = raw.send(request(leading.get(i % leading.size()), "u" + i + "@example.com"));
        assertThat(answer).startsWith("HTTP/1.1 401");
      }
      for (var path : leading) {
        assertThat(raw.send(request(path, "ada@example.com"))).startsWith("HTTP/1.1 429");
      }
      for (var path :
          List.of(
              "/" + LOGIN,
              "/api/v1/auth/%6cogin",
              LOGIN + "/",
              LOGIN.toUpperCase(Locale.ROOT),
              "/api/v1//auth/login",
              "/api/v1/auth/./login",
              "/api/v1/auth/x/../login",
              "/api/v1/auth%2flogin",
              LOGIN + ";a=b",
              LOGIN + "%20",
              LOGIN + "%00")) {
        assertThat(raw.send(request(path, "ada@example.com"))).as(path).matches(NOT_LET_IN);
      }
    }
  }

  private static final Pattern NOT_LET_IN =
      Pattern.compile("HTTP/1\\.1 (?:400|404|429) .*", Pattern.DOTALL);

  @Test
  void a_flood_is_refused_before_its_bodies_are_read_or_anything_is_asked() {
    try (var server = limited(sevenLogins)) {
      var client = server.client();
      login(client, 7);
      assertThat(server.crypto.hasher().work()).isEqualTo(7);

      var announced =
          "POST "
              + LOGIN
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n";
      assertThat(new RawConnection(server.port()).send(announced)).startsWith("HTTP/1.1 429");
      assertThat(client.bearer("x").post(LOGIN, "{").problem()).isEqualTo(TOO_MANY);
      assertThat(login(client, "ada@example.com").problem()).isEqualTo(TOO_MANY);
      assertThat(server.crypto.hasher().work()).isEqualTo(7);
    }
  }

  @Test
  void what_is_refused_for_the_account_is_not_done() {
    var two = RatePolicy.standard().with(new RateLimit("register.address+account", 2, QUARTER));
    try (var server = limited(two)) {
      register(server.client(), "ada@example.com");
      register(server.client(), "Ada@Example.com");
      var before = server.crypto.hasher().work();
      assertThat(register(server.client(), "ada@example.com").problem()).isEqualTo(TOO_MANY);
      assertThat(server.crypto.hasher().work()).isEqualTo(before);

      assertThat(register(server.client(), "bob@example.com").status()).isEqualTo(202);
      server.time.advance(QUARTER);
      assertThat(register(server.client(), "ada@example.com").status()).isEqualTo(202);
    }
  }

  @Test
  void an_owner_signs_in_from_the_client_address_from_which_somebody_guesses() {
    var options = new TestServer.Options().rates(RatePolicy.standard());
    try (var server = new TestServer(options)) {
      server.signUp("ada@example.com");
      var device = server.signIn("ada@example.com").header("X-Device-Token").orElseThrow();
      for (var n = 0; n < 60; n++) {
        login(server.client(), "ada@example.com");
      }

      assertThat(server.signIn("ada@example.com").problem()).isEqualTo(TOO_MANY);
      var known = server.client().with("X-Device-Token", device);
      assertThat(known.post(LOGIN, TestServer.credentials("ada@example.com")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void to_head_and_options_it_is_said_as_to_any_other() {
    try (var server = limited(RatePolicy.standard().perMinute(1))) {
      var head = server.client().send("HEAD", "/", BodyPublishers.noBody());
      var options = server.client().send("OPTIONS", LOGIN, BodyPublishers.noBody());

      assertThat(head.status()).isEqualTo(429);
      assertThat(head.body()).isEmpty();
      assertThat(options.problem()).isEqualTo(TOO_MANY);
      for (var answer : List.of(head, options)) {
        assertThat(answer.header("Retry-After")).contains("60");
        assertThat(answer.header("RateLimit")).contains("\"default\";r=0;t=60");
      }
    }
  }

  @Test
  void pages_of_other_origins_may_read_when_to_come_again() {
    var options =
        new TestServer.Options()
            .corsOrigins("https://app.example.com")
            .rates(RatePolicy.standard().perMinute(1));
    try (var server = new TestServer(options)) {
      var page = server.client().with("Origin", "https://app.example.com");

      assertThat(page.get("/").header("Access-Control-Expose-Headers"))
          .contains("X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, X-Device-Token");
      assertThat(page.get("/.well-known/jwks.json").header("Access-Control-Allow-Origin"))
          .contains("*");
    }
  }

  @Test
  void while_nothing_can_be_counted_nothing_is_let_through_and_probes_are() {
    var away = new AtomicBoolean();
    RateLimiter limiter =
        (limit, subject) -> {
          if (away.get()) {
            throw new InfrastructureException("count", new SocketException("gone"));
          }
          return new RateLimiter.Decision.Admitted(1, limit.window());
        };
    try (var server = new TestServer(new TestServer.Options().limiter(limiter))) {
      assertThat(server.client().get("/").status()).isEqualTo(200);
      away.set(true);
      assertThat(server.client().get("/").problem()).isEqualTo("503 unavailable");
      assertThat(server.client().get("/nothing").problem()).isEqualTo("503 unavailable");
      assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void in_local_mode_nothing_need_be_counted() {
    try (var server = limited(RatePolicy.standard().perMinute(1).off())) {
      for (var i = 0; i < 400; i++) {
        assertThat(login(server.client(), "ada@example.com").status()).isEqualTo(401);
      }
    }
  }

  /** The document of the interface is the first request of a test server. */
  private static TestServer limited(RatePolicy policy) {
    return new TestServer(new TestServer.Options().rates(policy).patient());
  }

  /** A server in which so many wrong passwords came for an account that its next try waits. */
  private static TestServer slowed() {
    var server = new TestServer(new TestServer.Options().rates(RatePolicy.standard()));
    for (var n = 0; n < 5; n++) {
      assertThat(login(server.client(), "ada@example.com").status()).isEqualTo(401);
    }
    return server;
  }

  private static String exhausted(TestServer server, String email) {
    for (var n = 0; n < 5; n++) {
      login(server.client(), email);
    }
    return raw(server, email);
  }

  private static void login(Client client, int users) {
    for (var n = 0; n < users; n++) {
      login(client, "user" + n + "@example.com");
    }
  }

  private static Answer register(Client client, String email) {
    return client.post(
        "/api/v1/auth/register",
        "{\"email\":\"%s\",\"password\":\"correct horse battery staple\"}".formatted(email));
  }

  private static Answer login(Client client, String email) {
    return client.post(LOGIN, "{\"email\":\"%s\",\"password\":\"wrong guess\"}".formatted(email));
  }

  private static String raw(TestServer server, String email) {
    return new RawConnection(server.port()).send(request(LOGIN, email));
  }

  private static String request(String path, String email) {
    var body = "{\"email\":\"%s\",\"password\":\"wrong guess\"}".formatted(email);
    return """
        POST %s HTTP/1.1
        Host: localhost
        Connection: close
        Content-Type: application/json
        Content-Length: %d

        %s"""
        .formatted(path, body.length(), body)
        .replace("\n", "\r\n");
  }

  private static String withoutId(String answer) {
    return REQUEST_ID.matcher(answer.replaceFirst("(?m)^Date: .*\r\n", "")).replaceAll("ID");
  }

  private static String masked(String answer) {
    return NUMBER.matcher(withoutId(answer)).replaceAll("N");
  }
}
