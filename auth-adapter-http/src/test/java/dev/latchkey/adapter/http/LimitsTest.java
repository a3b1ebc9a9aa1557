package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Json;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Quota;
import dev.latchkey.adapter.http.routing.Quota.Per;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The default limits, at the face of a server behind a proxy: so many, and not one more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
  private static final String TOO_MANY = "429 too_many_requests";
  private static final int SPELLINGS = 4;
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOGIN = "/api/v1/auth/login";

  private final TestServer server =
      new TestServer(
          new TestServer.Options()
              .behind("127.0.0.1", "::1")
              .rates(RatePolicy.standard())
              .patient());
  private final AtomicInteger places = new AtomicInteger();

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S0-20", "S1-36", "S1-57"})
  void three_hundred_requests_a_minute_from_one_address_are_answered_and_no_more() {
    var here = somewhere();
    var asked = new ArrayList<IntFunction<Answer>>();
    asked.add(i -> here.get("/api/v1/auth/me"));
    asked.add(i -> here.get("/nothing/" + i));
    asked.add(i -> here.send("DELETE", LOGIN, BodyPublishers.noBody()));
    asked.add(i -> here.send("OPTIONS", LOGIN, BodyPublishers.noBody()));
    asked.add(i -> here.send("HEAD", "/.well-known/jwks.json", BodyPublishers.noBody()));
    asked.add(i -> here.get("/openapi.json?" + i));

    for (var i = 0; i < 300; i++) {
      assertThat(asked.get(i % asked.size()).apply(i).status())
          .as("request " + i)
          .isNotEqualTo(429);
    }
    for (var each : asked) {
      assertThat(each.apply(301).status()).isEqualTo(429);
    }
    assertThat(somewhere().get("/api/v1/auth/me").status()).isEqualTo(401);
    server.time.advance(Duration.ofMinutes(1).minusNanos(1000));
    assertThat(here.get("/api/v1/auth/me").problem()).isEqualTo(TOO_MANY);
    server.time.advance(Duration.ofNanos(1000));
    assertThat(here.get("/api/v1/auth/me").status()).isEqualTo(401);
  }

  @Test
  void probes_are_answered_however_often_they_ask() {
    var here = somewhere();
    for (var i = 0; i < 301; i++) {
      here.get("/nothing");
    }

    assertThat(here.get("/").status()).isEqualTo(429);
    for (var probe : List.of("/health", "/health/live", "/health/ready")) {
      assertThat(here.get(probe).status()).isEqualTo(200);
    }
  }

  Stream<Route> operations() {
    return server.routes().all().stream().filter(route -> route.limits().isOperation());
  }

  Stream<Route> byAccount() {
    return operations().filter(route -> route.limits().needAccount());
  }

  @ParameterizedTest
  @MethodSource("operations")
  @Requirement({"S0-21", "S1-57"})
  void an_operation_admits_so_many_from_one_address_and_no_more(Route route) {
    var quota = route.limits().quotas().getFirst();
    var here = somewhere();
    assertThat(quota.per()).isEqualTo(Per.ADDRESS);

    for (var i = 0; i < quota.limit(); i++) {
      // Of which account it is does not matter: nobody has looked yet.
      assertThat(ask(here, route, "{}").status()).as("request " + i).isNotEqualTo(429);
    }
    assertThat(ask(here, route, "{}").problem()).isEqualTo(TOO_MANY);
    assertThat(here.get("/").status()).isEqualTo(200);
    assertThat(ask(somewhere(), route, "{}").status()).isNotEqualTo(429);

    server.time.advance(quota.window());
    assertThat(ask(here, route, "{}").status()).isNotEqualTo(429);
  }

  @ParameterizedTest
  @MethodSource("byAccount")
  @Requirement({"S0-21", "S2-63", "S4-07"})
  void an_operation_admits_so_many_about_one_account_and_no_more(Route route) {
    var quota = byAccountOf(route.limits());
    var here = somewhere();
    // By account alone it does not help to come from elsewhere, or in another session.
    Supplier<Client> place = () -> quota.per() == Per.ACCOUNT ? somewhere() : here;
    var account = account(route);

    for (var i = 0; i < quota.limit(); i++) {
      assertThat(ask(place.get(), route, account, i).status()).as("request " + i).isNotEqualTo(429);
    }
    for (var i = 0; i < SPELLINGS; i++) {
      assertThat(ask(place.get(), route, account, i).problem()).isEqualTo(TOO_MANY);
    }
    assertThat(ask(here, route, account(route), 0).status()).isNotEqualTo(429);
    assertThat(ask(somewhere(), route, account, 0).status() == 429)
        .isEqualTo(quota.per() == Per.ACCOUNT);

    server.time.advance(quota.window());
    assertThat(ask(place.get(), route, account, 0).status()).isNotEqualTo(429);
  }

  @Test
  void what_is_no_address_counts_for_where_it_comes_from_alone() {
    var here = somewhere();

    for (var i = 0; i < 200; i++) {
      assertThat(login(here, "no address").problem()).isEqualTo("401 invalid_credentials");
    }
    assertThat(login(here, "no address").problem()).isEqualTo(TOO_MANY);
    assertThat(login(somewhere(), "no address").problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  @Requirement("S2-63")
  void strangers_elsewhere_use_up_nothing_of_an_owner() {
    signUp("owner@example.com");
    for (var i = 0; i < 30; i++) {
      var stranger = somewhere();
      for (var request = 0; request < 5; request++) {
        assertThat(reset(stranger, "owner@example.com").status()).isEqualTo(202);
      }
      assertThat(reset(stranger, "owner@example.com").problem()).isEqualTo(TOO_MANY);
    }

    assertThat(reset(somewhere(), "owner@example.com").status()).isEqualTo(202);
  }

  @Test
  void when_the_time_that_was_told_has_passed_one_more_is_admitted() {
    var here = somewhere();
    for (var i = 0; i < 5; i++) {
      reset(here, "late@example.com");
      server.time.advance(Duration.ofSeconds(7));
    }
    var refused = reset(here, "late@example.com");
    var told = Duration.ofSeconds(Long.parseLong(refused.header("Retry-After").orElseThrow()));

    assertThat(told).isEqualTo(Duration.ofSeconds(15 * 60 - 5 * 7));
    server.time.advance(told.minusSeconds(1));
    assertThat(reset(here, "late@example.com").problem()).isEqualTo(TOO_MANY);
    server.time.advance(Duration.ofSeconds(1));
    assertThat(reset(here, "late@example.com").status()).isEqualTo(202);
    assertThat(reset(here, "late@example.com").problem()).isEqualTo(TOO_MANY);
  }

  private static Answer reset(Client client, String email) {
    return client.post("/api/v1/auth/password-reset", "{\"email\":\"%s\"}".formatted(email));
  }

  private static Quota byAccountOf(Limits limits) {
    return limits.quotas().stream()
        .filter(quota -> quota.per() != Per.ADDRESS)
        .findFirst()
        .orElseThrow();
  }

  /** One that nobody has asked about. */
  private String account(Route route) {
    var fresh = "user-" + places.incrementAndGet() + "@example.com";
    if (route.access() != Access.ANYONE) {
      signUp(fresh);
    }
    return route.access() == Access.ANYONE && !example(route).has("email")
        ? UUID.randomUUID().toString()
        : fresh;
  }

  private void signUp(String email) {
    var credentials = TestServer.credentials(email);
    var started = somewhere().post("/api/v1/auth/register", credentials);
    var code = server.codeFor(email);
    var answer =
        somewhere()
            .post(
                "/api/v1/auth/verify-email",
                "{\"registration_id\":\"%s\",\"code\":\"%s\"}"
                    .formatted(started.text("registration_id"), code));
    assertThat(answer.status()).isEqualTo(201);
  }

  private Answer ask(Client client, Route route, String account, int spelling) {
    if (route.access() == Access.ANYONE) {
      var body = example(route);
      var named = spelled(account, spelling);
      if (body.has("email") || body.has("registration_id")) {
        var field = body.has("email") ? "email" : "registration_id";
        return ask(client, route, body.put(field, named).toString());
      }
      // The pages of a sign-up keep in cookies which one it is.
      var cookies = "__Host-registration=%s; __Host-continuation=x".formatted(named);
      return ask(client.with("Cookie", cookies), route, body.toString());
    }
    var token = login(somewhere(), account, TestServer.PASSWORD).text("access_token");
    return ask(client.bearer(token), route, "");
  }

  private static ObjectNode example(Route route) {
    try {
      var example = new Json().write(route.body().orElseThrow().example());
      return (ObjectNode) JSON.readTree(example);
    } catch (IOException ourOwnExamplesAreJson) {
      throw new AssertionError(ourOwnExamplesAreJson);
    }
  }

  /** Other words for the same. */
  private static String spelled(String account, int spelling) {
    return switch (spelling % SPELLINGS) {
      case 0 -> account;
      case 1 -> account.toUpperCase(Locale.ROOT);
      case 2 -> account.contains("@") ? account + "." : account;
      default -> account.contains("@") ? " " + account + "\t" : account;
    };
  }

  private static Answer login(Client client, String email) {
    return login(client, email, "not the password");
  }

  private static Answer login(Client client, String email, String password) {
    return client.post(LOGIN, "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
  }

  private static Answer ask(Client client, Route route, String body) {
    var path = route.path().replace("{id}", UUID.randomUUID().toString());
    var sent = route.takesForm() ? form(body) : body;
    return as(client, route).send(route.method().name(), path, BodyPublishers.ofString(sent));
  }

  private static Client as(Client client, Route route) {
    return route.takesForm()
        ? client
            .with("Sec-Fetch-Site", "same-origin")
            .with("Content-Type", "application/x-www-form-urlencoded")
        : client.with("Content-Type", "application/json");
  }

  /** The same fields in a form. */
  private static String form(String json) {
    try {
      return JSON.readTree(json).properties().stream()
          .map(
              field ->
                  field.getKey()
                      + "="
                      + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8))
          .collect(Collectors.joining("&"));
    } catch (IOException ourOwnBodiesAreJson) {
      throw new AssertionError(ourOwnBodiesAreJson);
    }
  }

  /** A client at an address that nobody has had before. */
  private Client somewhere() {
    var place = places.incrementAndGet();
    return server
        .client()
        .with("X-Forwarded-For", "198.%d.%d.1".formatted(18 + place / 256, place % 256));
  }
}
