package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.user.EmailAddress;
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

/** Another address over HTTP, and the page that undoes it. */
class AddressRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String NEW = "ada@new.example.org";
  private static final String BOB = "bob@example.com";
  private static final String CHANGE = "/api/v1/users/email-change";
  private static final String COMPLETE = CHANGE + "/complete";
  private static final String UNDO = CHANGE + "/undo";
  private static final String PAGE = "/account/address";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private Client ada = client;

  @BeforeEach
  void sign_up() {
    ada = client.bearer(server.signUp(ADA).text("access_token"));
  }

  @Test
  void a_change_is_asked_for_proven_and_undone() {
    var asked = ada.post(CHANGE, asking(NEW));
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.body()).isEmpty();

    var done = ada.post(COMPLETE, proving(code(NEW)));
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text("email")).isEqualTo(NEW);
    assertThat(done.cookies()).isEmpty();
    assertThat(ada.get("/api/v1/auth/me").text("email")).isEqualTo(NEW);
    assertThat(server.signIn(ADA).problem()).isEqualTo("401 invalid_credentials");

    assertThat(client.post(UNDO, undoing(undoToken())).status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(server.signIn(ADA).status()).isEqualTo(200);
    assertThat(server.signIn(NEW).problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  void a_taken_address_and_a_free_one_are_answered_alike() {
    server.signUp(BOB);
    var taken = ada.post(CHANGE, asking(BOB));
    server.storage.deliverAll();
    var free = ada.post(CHANGE, asking(NEW));

    assertThat(taken.status()).isEqualTo(202).isEqualTo(free.status());
    assertThat(masked(taken)).isEqualTo(masked(free));
    assertThat(mails(BOB, AddressInUse.class)).hasSize(1);
  }

  private static List<String> masked(Answer answer) {
    var lines = new ArrayList<String>();
    Map<String, List<String>> headers = answer.response().headers().map();
    headers.forEach(
        (name, values) ->
            lines.add(
                name
                    + (List.of("x-request-id", "date", "ratelimit").contains(name)
                        ? ""
                        : ": " + values)));
    return lines.stream().sorted().toList();
  }

  @Test
  void who_signed_in_too_long_ago_must_do_so_again() {
    server.time.advance(Duration.ofMinutes(5));

    assertThat(ada.post(CHANGE, asking(NEW)).problem()).isEqualTo("401 reauthentication_required");
  }

  @Test
  void a_code_may_be_brought_later_than_that() {
    ada.post(CHANGE, asking(NEW));
    var code = code(NEW);
    server.time.advance(Duration.ofMinutes(6));

    assertThat(ada.post(COMPLETE, proving(code)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", ADA, "ada@example.com\\r\\nBcc: eve@example.com"})
  void what_can_be_no_other_address_is_refused(String wanted) {
    var refused = ada.post(CHANGE, asking(wanted));

    assertThat(refused.problem()).isEqualTo("422 invalid_fields");
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("new_email");
  }

  @Test
  void without_fields_or_with_others_there_is_nothing_to_do() {
    for (var path : List.of(CHANGE, COMPLETE, UNDO)) {
      assertThat(ada.post(path, "{}").problem()).isEqualTo("422 invalid_fields");
      assertThat(ada.post(path, "{\"user_id\":\"x\"}").problem())
          .isEqualTo("400 malformed_request");
    }
  }

  @Test
  void a_wrong_code_is_a_problem_and_so_is_one_that_nobody_asked_for() {
    assertThat(ada.post(COMPLETE, proving("12345678")).problem()).isEqualTo("400 invalid_code");
    ada.post(CHANGE, asking(NEW));
    var code = code(NEW);
    var wrong = code.startsWith("9") ? "10000000" : "90000000";

    assertThat(ada.post(COMPLETE, proving(wrong)).problem()).isEqualTo("400 invalid_code");
    assertThat(ada.post(COMPLETE, proving(code)).status()).isEqualTo(200);
    assertThat(ada.post(COMPLETE, proving(code)).problem()).isEqualTo("400 invalid_code");
  }

  @Test
  void whose_mailbox_is_proven_hears_that_the_address_was_taken_meanwhile() {
    ada.post(CHANGE, asking(NEW));
    var code = code(NEW);
    server.signUp(NEW);

    assertThat(ada.post(COMPLETE, proving(code)).problem()).isEqualTo("409 already_registered");
  }

  @Test
  void a_dead_token_undoes_nothing() {
    change();
    var token = undoToken();
    client.post(UNDO, undoing(token));

    for (var wrong : List.of(token, "", "x", "A".repeat(43), "A".repeat(40_000))) {
      assertThat(client.post(UNDO, undoing(wrong)).problem()).isEqualTo("400 invalid_undo_token");
    }
  }

  @Test
  void looking_at_the_page_undoes_nothing() {
    change();
    var token = undoToken();
    for (var n = 0; n < 3; n++) {
      assertThat(client.get(PAGE + "?token=" + token).status()).isEqualTo(200);
    }

    assertThat(ada.get("/api/v1/auth/me").text("email")).isEqualTo(NEW);
    assertThat(client.post(UNDO, undoing(token)).status()).isEqualTo(204);
  }

  @Test
  void the_page_runs_our_script_and_posts_to_us_alone() {
    var page = client.get(PAGE);

    PageParts.checkAlone(page);
    assertThat(page.body())
        .contains(
            "<form method=\"post\" action=\"/account/address\">",
            "<label for=\"token\">",
            "Latchkey");
    assertThat(page.header("Content-Security-Policy").orElseThrow()).doesNotContain("connect-src");
  }

  @Test
  void the_form_undoes_it_without_any_script_and_once() {
    change();
    var token = undoToken();

    var done = post(client.with("Sec-Fetch-Site", "same-origin"), "  " + token + "\r\n");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).contains("has its address from before").doesNotContain("<form", token);
    assertThat(server.signIn(ADA).status()).isEqualTo(200);
    var again = post(client.with("Sec-Fetch-Site", "same-origin"), token);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("This code is not valid", "role=\"alert\"");
    assertThat(again.body()).doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void a_form_from_another_site_is_refused(String site) {
    change();
    var token = undoToken();

    assertThat(post(client.with("Sec-Fetch-Site", site), token).problem())
        .isEqualTo("403 cross_site_request");
    assertThat(ada.get("/api/v1/auth/me").text("email")).isEqualTo(NEW);
  }

  @Test
  void a_browser_keeps_its_cookies_over_the_change() {
    var browser = server.browserOf(ADA);

    assertThat(browser.post(CHANGE, asking(NEW)).status()).isEqualTo(202);
    assertThat(browser.post(COMPLETE, proving(code(NEW))).status()).isEqualTo(200);
    assertThat(browser.get("/api/v1/auth/me").text("email")).isEqualTo(NEW);
  }

  private void change() {
    ada.post(CHANGE, asking(NEW));
    assertThat(ada.post(COMPLETE, proving(code(NEW))).status()).isEqualTo(200);
  }

  private static Answer post(Client asking, String token) {
    return asking
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send(
            "POST",
            PAGE,
            BodyPublishers.ofString("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
  }

  private static String asking(String wanted) {
    return "{\"new_email\":\"%s\"}".formatted(wanted);
  }

  private static String proving(String code) {
    return "{\"code\":\"%s\"}".formatted(code);
  }

  private static String undoing(String token) {
    return "{\"token\":\"%s\"}".formatted(token);
  }

  private String code(String email) {
    server.storage.deliverAll();
    return mails(email, AddressCode.class).getLast().code().reveal();
  }

  private String undoToken() {
    server.storage.deliverAll();
    return mails(ADA, AddressWasLeft.class).getLast().undo().reveal();
  }

  private <N extends Notification> List<N> mails(String email, Class<N> kind) {
    return server.notifier.sentTo(EmailAddress.of(email)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
