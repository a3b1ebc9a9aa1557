package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client lives through, from the first request to the last. */
class JourneyTest {
  private static final String ADA = "ada@example.com";

  private final TestServer server = TestServer.start();
  private final Client client = server.client();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S1-95", "S2-01"})
  void registering_is_accepted_and_becomes_an_account_with_the_mailed_code() {
    var registered =
        client.post(
            "/api/v1/auth/register",
            """
            {"email": "Ada@Example.com", "password": "%s", "name": "Ada"}"""
                .formatted(PASSWORD));

    assertThat(registered.status()).isEqualTo(202);
    assertThat(fields(registered.json())).containsExactly("registration_id", "expires_at");
    assertThat(Instant.parse(registered.text("expires_at")))
        .isEqualTo(server.time.instant().plus(Duration.ofHours(24)));

    var verified = server.verify(registered.text("registration_id"), server.codeFor(ADA));

    assertThat(verified.status()).isEqualTo(201);
    assertThat(fields(verified.json()))
        .containsExactly(
            "access_token",
            "token_type",
            "expires_in",
            "refresh_token",
            "refresh_expires_in",
            "session_id",
            "user");
    assertThat(verified.text("token_type")).isEqualTo("Bearer");
    assertThat(verified.json().path("expires_in").asLong()).isEqualTo(900);
    assertThat(verified.json().path("refresh_expires_in").asLong()).isEqualTo(2_592_000);
    var user = verified.json().path("user");
    assertThat(fields(user))
        .containsExactly("id", "email", "name", "language", "roles", "created_at");
    assertThat(user.path("email").asText()).isEqualTo(ADA);
    assertThat(user.path("name").asText()).isEqualTo("Ada");
    assertThat(user.path("roles").toString()).isEqualTo("[\"user\"]");
    assertThat(user.path("created_at").asText()).isEqualTo(server.time.instant().toString());
  }

  @Test
  void a_registration_without_a_password_is_continued_and_gets_one() {
    var registered = client.post("/api/v1/auth/register", "{\"email\":\"" + ADA + "\"}");
    var id = registered.text("registration_id");
    var proven = server.verify(id, server.codeFor(ADA));

    assertThat(proven.status()).isEqualTo(200);
    assertThat(fields(proven.json())).containsExactly("registration_id", "continuation", "next");
    assertThat(proven.json().path("next").toString()).isEqualTo("[\"passkey\",\"password\"]");

    var completion =
        "{\"registration_id\":\"%s\",\"continuation\":\"%s\",\"password\":\"%s\"}"
            .formatted(id, proven.text("continuation"), "%s");
    var refused = client.post("/api/v1/auth/register/password", completion.formatted("short"));
    assertThat(refused.problem()).isEqualTo("422 invalid_fields");
    assertThat(refused.json().path("errors").toString())
        .isEqualTo(
            "[{\"field\":\"password\",\"code\":\"too_short\",\"message\":\"is too short: use 8"
                + " characters or more; a few words are easy to remember\"}]");

    var completed = client.post("/api/v1/auth/register/password", completion.formatted(PASSWORD));
    assertThat(completed.status()).isEqualTo(201);
    assertThat(completed.json().path("user").path("name").isNull()).isTrue();
    assertThat(
            client.post("/api/v1/auth/register/password", completion.formatted(PASSWORD)).problem())
        .isEqualTo("400 invalid_continuation");
  }

  @Test
  void who_verifies_second_is_told_that_the_address_has_an_account() {
    var slow = client.post("/api/v1/auth/register", "{\"email\":\"" + ADA + "\"}");
    var code = server.codeFor(ADA);
    server.signUp(ADA);

    assertThat(server.verify(slow.text("registration_id"), code).problem())
        .isEqualTo("409 already_registered");
  }

  @Test
  void a_wrong_code_and_an_id_that_is_none_are_one_answer() {
    var registered = client.post("/api/v1/auth/register", "{\"email\":\"" + ADA + "\"}");
    var wrong = server.codeFor(ADA).chars().allMatch(c -> c == '1') ? "22222222" : "11111111";

    assertThat(server.verify(registered.text("registration_id"), wrong).problem())
        .isEqualTo("400 invalid_code");
    assertThat(server.verify("1-1-1-1-1", wrong).problem()).isEqualTo("400 invalid_code");
    assertThat(server.verify("", wrong).problem()).isEqualTo("400 invalid_code");
    assertThat(server.verify(registered.text("registration_id"), "").problem())
        .isEqualTo("400 invalid_code");
  }

  @Test
  void another_code_may_be_asked_for_and_is_never_refused() {
    var registered = client.post("/api/v1/auth/register", "{\"email\":\"" + ADA + "\"}");
    var first = server.codeFor(ADA);
    server.time.advance(Duration.ofMinutes(2));
    var id = registered.text("registration_id");

    var again =
        client.post("/api/v1/auth/resend-verification", "{\"registration_id\":\"" + id + "\"}");
    var unknown = client.post("/api/v1/auth/resend-verification", "{\"registration_id\":\"?\"}");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("Content-Type")).isEmpty();
    assertThat(unknown.status()).isEqualTo(202);
    assertThat(unknown.body()).isEmpty();
    var second = server.codeFor(ADA);
    assertThat(server.verify(id, first).problem()).isEqualTo("400 invalid_code");
    assertThat(server.verify(id, second).status()).isEqualTo(200);
  }

  @Test
  @Requirement({"S1-96", "S2-02", "S3-64", "S1-15"})
  void the_right_password_signs_in_and_any_other_does_not() {
    server.signUp(ADA);

    assertThat(login(ADA, PASSWORD).status()).isEqualTo(200);
    assertThat(login(ADA, "another password").problem()).isEqualTo("401 invalid_credentials");
    assertThat(login("eve@example.com", PASSWORD).problem()).isEqualTo("401 invalid_credentials");
    assertThat(login("no address", PASSWORD).problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  @Requirement("S3-67")
  void whoever_is_signed_in_sees_himself_and_how_he_came_in() {
    var tokens = server.signUp(ADA);

    var me = client.bearer(tokens.text("access_token")).get("/api/v1/auth/me");

    assertThat(me.status()).isEqualTo(200);
    assertThat(fields(me.json()))
        .containsExactly(
            "id",
            "email",
            "name",
            "language",
            "roles",
            "created_at",
            "session_id",
            "amr",
            "acr",
            "auth_time");
    assertThat(me.text("session_id")).isEqualTo(tokens.text("session_id"));
    assertThat(me.text("acr")).isEqualTo("aal1");
    assertThat(me.json().path("amr")).isNotEmpty();
    assertThat(Instant.parse(me.text("auth_time"))).isEqualTo(server.time.instant());
  }

  @Test
  @Requirement({"S1-98", "S3-66"})
  void logging_out_ends_the_session_at_once() {
    var tokens = server.signUp(ADA);
    var signedIn = client.bearer(tokens.text("access_token"));

    var out = signedIn.post("/api/v1/auth/logout");

    assertThat(out.status()).isEqualTo(204);
    assertThat(out.body()).isEmpty();
    assertThat(signedIn.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(refresh(tokens.text("refresh_token")).problem()).isEqualTo("401 invalid_grant");
    assertThat(login(ADA, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void logging_out_works_with_the_refresh_token_alone_when_the_access_token_ran_out() {
    var tokens = server.signUp(ADA);
    server.time.advance(Duration.ofMinutes(20));
    var expired = client.bearer(tokens.text("access_token"));
    assertThat(expired.post("/api/v1/auth/logout").problem()).isEqualTo("401 invalid_token");

    var body = "{\"refresh_token\":\"" + tokens.text("refresh_token") + "\"}";
    assertThat(expired.post("/api/v1/auth/logout", body).status()).isEqualTo(204);
    assertThat(refresh(tokens.text("refresh_token")).problem()).isEqualTo("401 invalid_grant");
    assertThat(client.post("/api/v1/auth/logout", "{\"refresh_token\":\"garbage\"}").status())
        .isEqualTo(204);
  }

  @Test
  void logging_out_with_an_access_token_and_garbage_still_logs_out() {
    var signedIn = client.bearer(server.signUp(ADA).text("access_token"));

    assertThat(signedIn.post("/api/v1/auth/logout", "{\"refresh_token\":\"garbage\"}").status())
        .isEqualTo(204);

    assertThat(signedIn.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
  }

  @Test
  void logging_out_with_nothing_is_401() {
    assertThat(client.post("/api/v1/auth/logout").problem()).isEqualTo("401 unauthenticated");
    assertThat(client.post("/api/v1/auth/logout", "{}").problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  @Requirement({"S1-01", "S1-97", "S3-65"})
  void a_session_is_renewed_with_its_refresh_token_and_with_nothing_else() {
    var tokens = server.signUp(ADA);

    var renewed = refresh(tokens.text("refresh_token"));

    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.text("session_id")).isEqualTo(tokens.text("session_id"));
    assertThat(client.bearer(renewed.text("access_token")).get("/api/v1/auth/me").status())
        .isEqualTo(200);
    assertThat(renewed.text("refresh_token")).isNotEqualTo(tokens.text("refresh_token"));
    assertThat(refresh("garbage").problem()).isEqualTo("401 invalid_grant");
    assertThat(refresh(tokens.text("access_token")).problem()).isEqualTo("401 invalid_grant");
  }

  @Test
  @Requirement({"S1-44", "S1-45", "S4-31"})
  void a_refresh_token_that_comes_back_late_ends_the_session() {
    var tokens = server.signUp(ADA);
    var renewed = refresh(tokens.text("refresh_token"));
    server.time.advance(Duration.ofSeconds(11));

    assertThat(refresh(tokens.text("refresh_token")).problem()).isEqualTo("401 invalid_grant");
    assertThat(refresh(renewed.text("refresh_token")).problem()).isEqualTo("401 invalid_grant");
  }

  @Test
  @Requirement({"S1-104", "S1-105", "S3-68"})
  void a_profile_is_shown_and_changed() {
    var signedIn = client.bearer(server.signUp(ADA).text("access_token"));

    assertThat(signedIn.get("/api/v1/users/profile").text("name")).isEqualTo("Ada");
    var changed = signedIn.put("/api/v1/users/profile", "{\"name\":\" Ada Lovelace \"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("name")).isEqualTo("Ada Lovelace");
    assertThat(signedIn.get("/api/v1/users/profile").body()).isEqualTo(changed.body());
    assertThat(signedIn.put("/api/v1/users/profile", "{\"name\":\"a\\u202eb\"}").problem())
        .isEqualTo("422 invalid_fields");
    var nameless = signedIn.put("/api/v1/users/profile", "{\"name\":null}");
    assertThat(nameless.json().path("name").isNull()).isTrue();
  }

  @Test
  void all_that_is_wrong_with_a_registration_is_told_at_once() {
    var answer =
        client.post(
            "/api/v1/auth/register", "{\"email\":\"ada\",\"password\":\"short\",\"name\":\"\"}");

    assertThat(answer.problem()).isEqualTo("422 invalid_fields");
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("email", "password", "name");
  }

  @Test
  void a_gate_that_is_full_is_503_with_the_time_to_stay_away() {
    server.crypto.hasher().beFull();

    var answer = login(ADA, PASSWORD);

    assertThat(answer.problem()).isEqualTo("503 overloaded");
    assertThat(answer.header("Retry-After")).contains("1");
  }

  @Test
  void a_client_that_asks_for_a_transport_we_do_not_have_is_told_before_anything_happens() {
    server.signUp(ADA);

    for (var asked : List.of("Cookie", "cookies", "bearer, cookie", "")) {
      assertThat(
              client
                  .with("X-Auth-Transport", asked)
                  .post("/api/v1/auth/login", credentials(ADA, PASSWORD))
                  .problem())
          .isEqualTo("400 unsupported_transport");
    }
    assertThat(
            client
                .with("X-Auth-Transport", "bearer")
                .with("X-Auth-Transport", "bearer")
                .post("/api/v1/auth/login", credentials(ADA, PASSWORD))
                .problem())
        .isEqualTo("400 unsupported_transport");
    assertThat(
            client
                .with("X-Auth-Transport", "bearer")
                .post("/api/v1/auth/login", credentials(ADA, PASSWORD))
                .status())
        .isEqualTo(200);
  }

  private Answer login(String email, String password) {
    return client.post("/api/v1/auth/login", credentials(email, password));
  }

  private static String credentials(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }

  private Answer refresh(String token) {
    return client.post("/api/v1/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
  }

  private static List<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
