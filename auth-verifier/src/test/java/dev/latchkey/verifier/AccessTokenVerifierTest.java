package dev.latchkey.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import dev.latchkey.verifier.VerifierConfig.Fetching;
import dev.latchkey.verifier.VerifierConfig.Keeping;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server; the clock is ours. */
class AccessTokenVerifierTest {
  private static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final Duration AWAY = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(1);

  private final Issuer issuer = new Issuer();
  private final KeyServer server = new KeyServer(issuer::jwks);
  private final HttpClient client = HttpClient.newHttpClient();
  private final MutableTime time = new MutableTime(Issuer.NOW);
  private final VerifierConfig config =
      VerifierConfig.of(Issuer.NAME, Issuer.AUDIENCE).fetchedFrom(server.jwks());
  private final AccessTokenVerifier verifier = over(config);

  @AfterEach
  void close() {
    verifier.close();
    client.shutdownNow();
    server.close();
  }

  @Test
  void a_token_of_the_issuer_holds_and_says_what_it_was_told() {
    assertThat(verifier.verify(issuer.issue()))
        .isEqualTo(new Verification.Valid(Issuer.token(), issuer.active()));
  }

  @Test
  void one_that_is_opened_plainly_makes_its_own_connection_and_goes_by_the_time_of_day() {
    try (var own = AccessTokenVerifier.open(config)) {
      var now = InstantSource.system().instant();

      assertThat(own.verify(issuer.issueAt(now))).isInstanceOf(Verification.Valid.class);
      assertThat(own.verify(issuer.issueAt(now.minus(Duration.ofHours(1)))))
          .isEqualTo(new Verification.Invalid());
    }
  }

  @Test
  void a_token_dies_at_its_expiry() {
    var token = issuer.issue();
    time.advance(Duration.ofMinutes(15).minus(TICK));
    assertThat(holds(token)).isTrue();

    time.advance(TICK);
    assertThat(holds(token)).isFalse();
  }

  @Test
  void issuer_and_audience_are_ours_letter_for_letter() {
    assertThat(holds(issuer.issueAs(Issuer.NAME + "/", Issuer.AUDIENCE))).isFalse();
    assertThat(holds(issuer.issueAs("https://AUTH.example.com", Issuer.AUDIENCE))).isFalse();
    assertThat(holds(issuer.issueAs(Issuer.NAME, "https://other.example.com"))).isFalse();
    assertThat(holds(issuer.issueAs(Issuer.NAME, Issuer.AUDIENCE))).isTrue();
  }

  @Test
  void keys_of_a_stranger_are_of_no_use() {
    assertThat(holds(new Issuer().issue())).isFalse();
    assertThat(holds(issuer.issue())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"alg\":\"ES256\"|\"alg\":\"none\"",
        "\"alg\":\"ES256\"|\"alg\":\"HS256\"",
        "\"typ\":\"at+jwt\"|\"typ\":\"JWT\"",
        "\"typ\":\"at+jwt\"|\"typ\":\"at+jwt\",\"typ\":\"at+jwt\"",
        "\"typ\":\"at+jwt\"|\"typ\":\"at+jwt\",\"crit\":[\"exp\"]",
        "\"typ\":\"at+jwt\"|\"typ\":\"at+jwt\",\"jku\":\"{jwks}\"",
        "\"typ\":\"at+jwt\"|\"typ\":\"at+jwt\",\"x5u\":\"{jwks}\"",
        "\"typ\":\"at+jwt\"|\"typ\":\"at+jwt\",\"jwk\":{\"kty\":\"EC\"}",
        "\"kid\":\"|\"kid\":\"../",
        "\"kid\":\"|\"kid\":\"' or '1'='1"
      })
  void a_rightly_signed_token_with_another_header_does_not_hold(String from, String to) {
    var header = header().replace(from, to.replace("{jwks}", server.jwks().toString()));

    assertThat(header).isNotEqualTo(header());
    assertThat(holds(issuer.signed(header, claims()))).isFalse();
    assertThat(holds(issuer.signed(header(), claims()))).isTrue();
    assertThat(server.fetches()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iss", "aud", "sub", "sid", "iat", "nbf", "jti", "auth_time"})
  void a_rightly_signed_token_with_a_claim_missing_or_doubled_does_not_hold(String claim) {
    var pattern = "\"" + claim + "\":(\"[^\"]*\"|[0-9]+),";

    assertThat(holds(issuer.signed(header(), claims().replaceFirst(pattern, "")))).isFalse();
    assertThat(holds(issuer.signed(header(), claims().replaceFirst("(" + pattern + ")", "$1$1"))))
        .isFalse();
    assertThat(holds(issuer.signed(header(), claims()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "null", "Bearer x", "\ud800"})
  void garbage_does_not_hold_and_fetches_nothing(String garbage) {
    assertThat(holds(garbage)).isFalse();
    assertThat(holds("A".repeat(100_000))).isFalse();
    assertThat(server.fetches()).isZero();
  }

  @Test
  void many_first_tokens_at_once_fetch_once() {
    var token = issuer.issue();

    assertThat(Race.of(Race.MANY, () -> holds(token))).containsOnly(true);
    assertThat(server.fetches()).isEqualTo(1);
  }

  @Test
  void keys_are_kept_as_long_as_the_issuer_says_and_fetched_a_little_earlier() {
    var early = MAX_AGE.multipliedBy(4).dividedBy(5);
    holds(issuer.issue());
    time.advance(early.minus(TICK));
    holds(issuer.issue());
    assertThat(server.fetches()).isEqualTo(1);

    time.advance(TICK);
    holds(issuer.issue());
    assertThat(server.fetches()).isEqualTo(2);
  }

  @Test
  void while_one_fetches_ahead_of_time_the_others_go_on() throws Exception {
    var token = issuer.issue();
    holds(token);
    var fetching = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    server.answers(
        exchange -> {
          fetching.countDown();
          await(goOn);
          KeyServer.send(exchange, 200, issuer.jwks());
        });
    time.advance(MAX_AGE.minus(TICK));
    try (var one = Executors.newSingleThreadExecutor()) {
      var fetcher = one.submit(() -> holds(token));
      await(fetching);
      assertThat(Race.of(Race.MANY, () -> holds(token))).containsOnly(true);
      goOn.countDown();
      assertThat(fetcher.get()).isTrue();
    }

    assertThat(server.fetches()).isEqualTo(2);
  }

  @Test
  void a_key_that_was_revoked_is_trusted_until_the_keys_are_fetched_next() {
    var token = issuer.issue();
    holds(token);
    issuer.revokeAll();
    assertThat(holds(token)).isTrue();

    time.advance(MAX_AGE);
    assertThat(holds(token)).isFalse();
  }

  @Test
  void a_new_key_that_was_announced_first_costs_no_fetch_of_its_own() {
    issuer.announce();
    holds(issuer.issue());
    issuer.promote();

    assertThat(holds(issuer.issue())).isTrue();
    assertThat(server.fetches()).isEqualTo(1);
  }

  @Test
  void a_new_key_that_nobody_announced_is_fetched_when_it_is_first_met() {
    holds(issuer.issue());
    issuer.revokeAll();
    time.advance(TICK);
    var token = issuer.issue();

    assertThat(Race.of(Race.MANY, () -> holds(token))).containsOnly(true);
    assertThat(server.fetches()).isEqualTo(2);
  }

  @Test
  void however_many_come_with_unknown_keys_that_is_one_fetch_in_a_pause() {
    holds(issuer.issue());
    time.advance(TICK);
    for (var round = 0; round < 3; round++) {
      Race.of(Race.MANY, () -> holds(new Issuer().issue()));
    }
    assertThat(server.fetches()).isEqualTo(2);

    time.advance(PAUSE.minus(TICK));
    holds(new Issuer().issue());
    assertThat(server.fetches()).isEqualTo(2);
    time.advance(TICK);
    Race.of(Race.MANY, () -> holds(new Issuer().issue()));
    assertThat(server.fetches()).isEqualTo(3);
  }

  @Test
  void many_with_unknown_keys_who_come_first_of_all_fetch_once() {
    Race.of(Race.MANY, () -> holds(new Issuer().issue()));

    assertThat(server.fetches()).isEqualTo(1);
  }

  @Test
  void while_the_issuer_is_away_the_old_keys_serve_on_for_a_bounded_time() {
    var claims = claims().replaceFirst("\"exp\":[0-9]+", "\"exp\":1999999999");
    var token = issuer.signed(header(), claims);
    assertThat(holds(token)).isTrue();
    server.answers(KeyServer.status(503));
    time.advance(MAX_AGE.plus(AWAY).minus(TICK));
    assertThat(holds(token)).isTrue();

    time.advance(TICK);
    assertThatExceptionOfType(InfrastructureException.class).isThrownBy(() -> holds(token));
    server.answers(KeyServer.withMaxAge(300, issuer::jwks));
    time.advance(PAUSE);
    assertThat(holds(token)).isTrue();
  }

  @Test
  void an_issuer_who_is_away_is_asked_once_in_a_pause() {
    var token = issuer.issue();
    holds(token);
    server.answers(KeyServer.status(500));
    time.advance(MAX_AGE);
    for (var round = 0; round < 3; round++) {
      assertThat(Race.of(Race.MANY, () -> holds(token))).containsOnly(true);
    }
    assertThat(server.fetches()).isEqualTo(2);

    time.advance(PAUSE);
    Race.of(Race.MANY, () -> holds(token));
    assertThat(server.fetches()).isEqualTo(3);
  }

  @Test
  void an_unknown_key_while_the_issuer_is_away_is_an_outage_and_no_refusal() {
    holds(issuer.issue());
    server.answers(KeyServer.status(500));
    issuer.revokeAll();
    time.advance(TICK);
    var token = issuer.issue();

    assertThatExceptionOfType(InfrastructureException.class).isThrownBy(() -> holds(token));
    server.answers(KeyServer.withMaxAge(300, issuer::jwks));
    time.advance(PAUSE);
    assertThat(holds(token)).isTrue();
  }

  @Test
  void an_issuer_who_never_answered_is_an_outage() {
    server.answers(KeyServer.status(404));

    assertThatExceptionOfType(InfrastructureException.class)
        .isThrownBy(() -> holds(issuer.issue()));
    assertThat(holds("no token")).isFalse();
  }

  @Test
  void an_answer_that_is_no_key_set_is_an_outage() {
    for (var body : List.of("<html>", "", "null", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[1]}")) {
      server.answers(exchange -> KeyServer.send(exchange, 200, body));

      assertThatExceptionOfType(InfrastructureException.class)
          .as(body)
          .isThrownBy(() -> over(config).verify(issuer.issue()));
    }
  }

  @Test
  void a_redirect_is_not_followed() {
    try (var elsewhere = new KeyServer(issuer::jwks);
        var own = AccessTokenVerifier.open(config)) {
      server.answers(
          exchange -> {
            exchange.getResponseHeaders().add("Location", elsewhere.jwks().toString());
            KeyServer.send(exchange, 302, "");
          });

      assertThatExceptionOfType(InfrastructureException.class)
          .isThrownBy(() -> own.verify(issuer.issue()));
      assertThat(elsewhere.fetches()).isZero();
    }
  }

  @Test
  void an_answer_beyond_the_bound_is_broken_off() {
    var bounded = config.fetched(new Fetching(Duration.ofSeconds(3), 1024));
    var padding = new int[] {1024 - issuer.jwks().length()};
    server.answers(KeyServer.withMaxAge(300, () -> issuer.jwks() + " ".repeat(padding[0])));
    assertThat(over(bounded).verify(issuer.issue())).isInstanceOf(Verification.Valid.class);

    padding[0]++;
    assertThatExceptionOfType(InfrastructureException.class)
        .isThrownBy(() -> over(bounded).verify(issuer.issue()))
        .withStackTraceContaining("more than 1024 bytes");
  }

  @Test
  void an_endless_answer_is_broken_off() {
    server.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(" ".repeat(4096).getBytes(UTF_8));
          }
        });

    assertThatExceptionOfType(InfrastructureException.class)
        .isThrownBy(() -> holds(issuer.issue()))
        .withStackTraceContaining("more than 65536 bytes");
  }

  @Test
  void an_answer_that_stops_half_way_is_not_waited_for() {
    var hurried = config.fetched(new Fetching(Duration.ofMillis(200), 65_536));
    var done = new CountDownLatch(1);
    server.answers(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{\"keys\":".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await(done);
        });

    assertThatExceptionOfType(InfrastructureException.class)
        .isThrownBy(() -> over(hurried).verify(issuer.issue()))
        .withStackTraceContaining("no answer in time");
    done.countDown();
  }

  @Test
  void other_keys_in_the_set_are_left_alone() {
    var others =
        """
        {"keys":[
         {"kty":"oct","kid":"%1$s","k":"c2VjcmV0"},
         {"kty":"unheard-of","kid":"%1$s"},
         {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","use":"enc","kid":"%1$s"},
         {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
        """
            .formatted(issuer.active().value());
    server.answers(
        exchange -> KeyServer.send(exchange, 200, issuer.jwks().replace("{\"keys\":[", others)));

    assertThat(holds(issuer.issue())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Control|max-age=20|20",
        "Cache-Control|public, MAX-AGE=20, must-revalidate|20",
        "Cache-Control|s-maxage=300|10",
        "Cache-Control|no-store|10",
        "Cache-Control|no-cache, max-age=20|10",
        "Cache-Control|max-age=0|10",
        "Cache-Control|max-age=-5|10",
        "Cache-Control|max-age=86400|30",
        "Cache-Control|max-age=99999999999999999999|10",
        "Age|5|10",
        "Expires|Thu, 01 Jan 2099 00:00:00 GMT|10"
      })
  void max_age_counts_within_our_bounds(String header, String value, int seconds) {
    assertThat(keptFor(KeyServer.with(header, value, issuer::jwks))).isEqualTo(seconds);
  }

  @Test
  void time_spent_in_a_cache_on_the_way_is_taken_off() {
    assertThat(
            keptFor(
                exchange -> {
                  exchange.getResponseHeaders().add("Age", "8");
                  KeyServer.withMaxAge(20, issuer::jwks).to(exchange);
                }))
        .isEqualTo(12);
  }

  /** With bounds of 10 and 30 seconds: for how many seconds a revoked key is still trusted. */
  private int keptFor(KeyServer.Answer answer) {
    server.answers(answer);
    var bounds = new Keeping(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ZERO, PAUSE);
    var bounded = over(config.kept(bounds));
    var token = issuer.issue();
    bounded.verify(token);
    var fetched = server.fetches();
    var seconds = 0;
    while (server.fetches() == fetched) {
      time.advance(Duration.ofSeconds(1));
      seconds++;
      bounded.verify(token);
    }
    // It is fetched when four fifths have gone by.
    return seconds * 5 / 4;
  }

  private boolean holds(String token) {
    return verifier.verify(token) instanceof Verification.Valid;
  }

  private AccessTokenVerifier over(VerifierConfig other) {
    return AccessTokenVerifier.over(other, client, time);
  }

  private String header() {
    return decoded(issuer.issue().split("\\.", -1)[0]);
  }

  private String claims() {
    return decoded(issuer.issue().split("\\.", -1)[1]);
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
