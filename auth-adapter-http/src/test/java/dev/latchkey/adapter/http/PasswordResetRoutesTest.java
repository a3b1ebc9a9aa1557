package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost passwords over HTTP, and the page behind the link. */
class PasswordResetRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String REQUEST = "/api/v1/auth/password-reset";
  private static final String COMPLETE = REQUEST + "/complete";
  private static final String PAGE = "/password/reset";
  private static final String FRESH = "a new & better <passphrase>";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private Client ada = client;

  @BeforeEach
  void sign_up() {
    ada = client.bearer(server.signUp(ADA).text("access_token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ADA,
        "nobody@example.com",
        "",
        "no address",
        "ada@example.com\\r\\nBcc: eve@example.com",
        "<script>alert(1)</script>@example.com"
      })
  @Requirement({"S1-99", "S3-70", "S2-49"})
  void asking_is_answered_alike_whatever_was_typed(String email) {
    var answer = client.post(REQUEST, "{\"email\":\"%s\"}".formatted(email));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.cookies()).isEmpty();
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void an_owner_and_a_stranger_get_the_same_headers() {
    var owner = client.post(REQUEST, asking(ADA)).response().headers().map();
    var stranger = client.post(REQUEST, asking("nobody@example.com")).response().headers().map();

    assertThat(masked(owner)).isEqualTo(masked(stranger));
  }

  private static List<String> masked(Map<String, List<String>> headers) {
    var lines = new ArrayList<String>();
    headers.forEach(
        (name, values) ->
            lines.add(
                name + (List.of("x-request-id", "date").contains(name) ? "" : ": " + values)));
    return lines.stream().sorted().toList();
  }

  @Test
  void without_an_address_there_is_nothing_to_ask() {
    assertThat(client.post(REQUEST, "{}").problem()).isEqualTo("422 invalid_fields");
    assertThat(client.post(REQUEST, "{\"email\":7}").problem()).isEqualTo("400 malformed_request");
  }

  @Test
  @Requirement({"S1-100", "S3-71", "S2-50"})
  void the_token_of_the_mail_sets_a_password_and_signs_nobody_in() {
    var done = client.post(COMPLETE, completing(mailedToken(), FRESH));

    assertThat(done.status()).isEqualTo(204);
    assertThat(done.body()).isEmpty();
    assertThat(done.cookies()).isEmpty();
    assertThat(ada.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(server.signIn(ADA).problem()).isEqualTo("401 invalid_credentials");
    assertThat(login(FRESH).status()).isEqualTo(200);
  }

  @Test
  void a_token_that_was_used_or_is_none_is_a_problem_of_its_own() {
    var token = mailedToken();
    client.post(COMPLETE, completing(token, FRESH));

    for (var wrong : List.of(token, "", "x", "A".repeat(43), "A".repeat(40_000))) {
      assertThat(client.post(COMPLETE, completing(wrong, FRESH)).problem())
          .isEqualTo("400 invalid_reset_token");
    }
    assertThat(client.post(COMPLETE, "{\"token\":\"x\"}").problem())
        .isEqualTo("422 invalid_fields");
  }

  @Test
  void a_password_that_is_not_taken_says_why_and_costs_nothing() {
    var token = mailedToken();
    var refused = client.post(COMPLETE, completing(token, "short"));

    assertThat(refused.problem()).isEqualTo("422 invalid_fields");
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("password");
    assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("too_short");
    assertThat(client.post(COMPLETE, completing(token, FRESH)).status()).isEqualTo(204);
  }

  @Test
  void while_too_much_is_hashed_the_answer_is_503_and_the_token_is_kept() {
    var token = mailedToken();
    server.crypto.hasher().beFull();

    assertThat(client.post(COMPLETE, completing(token, FRESH)).problem())
        .isEqualTo("503 overloaded");
    assertThat(ada.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void looking_at_the_page_spends_nothing() {
    var token = mailedToken();
    for (var n = 0; n < 3; n++) {
      assertThat(client.get(PAGE + "?token=" + token).status()).isEqualTo(200);
    }

    assertThat(client.post(COMPLETE, completing(token, FRESH)).status()).isEqualTo(204);
  }

  @Test
  void the_page_is_a_form_for_people_and_for_their_password_managers() {
    var page = client.get(PAGE);

    assertThat(page.header("Referrer-Policy")).contains("same-origin");
    assertThat(page.body())
        .contains(
            "<form method=\"post\" action=\"/password/reset\">",
            "type=\"password\" required autocomplete=\"new-password\"",
            "<label for=\"token\">",
            "<label for=\"password\">");
  }

  @Test
  void the_page_runs_our_script_and_posts_to_us_alone() {
    var page = client.get(PAGE);

    PageParts.checkAlone(page);
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self';");
  }

  @Test
  void the_form_sets_a_password_without_any_script() {
    var done = post(form("  " + mailedToken() + "\r\n", FRESH));

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).contains("Your new password is set").doesNotContain("<form", FRESH);
    assertThat(done.cookies()).isEmpty();
    assertThat(login(FRESH).status()).isEqualTo(200);
  }

  @Test
  void a_refused_password_is_explained_and_the_code_is_kept() {
    var token = mailedToken();
    var refused = post(form(token, "short"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("is too short", "value=\"" + token + "\"", "role=\"alert\"")
        .doesNotContain("short\"");
    assertThat(post(form(token, FRESH)).status()).isEqualTo(200);
  }

  @Test
  void a_dead_code_is_explained_and_forgotten() {
    var token = mailedToken();
    server.time.advance(Duration.ofMinutes(10));
    var refused = post(form(token, FRESH));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("This code is not valid").doesNotContain(token);
  }

  @Test
  void markup_in_a_code_does_not_come_back() {
    var refused = post(form("\"><script>alert(1)</script>", "short"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("This code is not valid").doesNotContain("alert(1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void a_form_from_another_site_is_refused(String site) {
    var token = mailedToken();
    var asking = client.with("Sec-Fetch-Site", site);

    assertThat(post(asking, form(token, FRESH)).problem()).isEqualTo("403 cross_site_request");
    assertThat(post(form(token, FRESH)).status()).isEqualTo(200);
  }

  @Test
  void an_older_browser_shows_its_origin() {
    var token = mailedToken();
    for (var origin :
        List.of("https://evil.example", "null", "http://localhost:8080.evil.example")) {
      assertThat(post(client.with("Origin", origin), form(token, FRESH)).problem())
          .isEqualTo("403 cross_site_request");
    }
    assertThat(post(client, form(token, FRESH)).problem()).isEqualTo("403 cross_site_request");

    assertThat(post(client.with("Origin", "http://localhost:8080"), form(token, FRESH)).status())
        .isEqualTo(200);
  }

  private Answer post(String form) {
    return post(client.with("Sec-Fetch-Site", "same-origin"), form);
  }

  private static Answer post(Client asking, String form) {
    return asking
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", PAGE, BodyPublishers.ofString(form));
  }

  private static String form(String token, String password) {
    return "token=" + encoded(token) + "&password=" + encoded(password);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer login(String password) {
    return client.post(
        "/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADA, password));
  }

  private String mailedToken() {
    client.post(REQUEST, asking(ADA));
    server.storage.deliverAll();
    return server.notifier.sentTo(EmailAddress.of(ADA)).stream()
        .filter(PasswordReset.class::isInstance)
        .map(mail -> ((PasswordReset) mail).token())
        .map(SecretToken::reveal)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private static String asking(String email) {
    return "{\"email\":\"%s\"}".formatted(email);
  }

  private static String completing(String token, String password) {
    return "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password);
  }
}
