package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.user.EmailAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saying that it was not oneself over HTTP, and the page behind the link. */
class NotMeRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String NOT_ME = "/api/v1/auth/not-me";
  private static final String PAGE = "/account/not-me";
  private static final String ME = "/api/v1/auth/me";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private Client ada = client;
  private Client thief = client;

  @BeforeEach
  void somebody_else_signs_in() {
    ada = client.bearer(server.signUp(ADA).text("access_token"));
    thief = client.bearer(server.signIn(ADA).text("access_token"));
  }

  @Test
  void the_token_of_a_notice_shuts_everybody_out() {
    var done = client.post(NOT_ME, saying(mailedToken()));

    assertThat(done.status()).isEqualTo(204);
    assertThat(done.body()).isEmpty();
    assertThat(done.cookies()).isEmpty();
    assertThat(thief.get(ME).problem()).isEqualTo("401 invalid_token");
    assertThat(ada.get(ME).problem()).isEqualTo("401 invalid_token");
    assertThat(server.signIn(ADA).problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  void who_is_signed_in_has_no_other_way_to_it() {
    mailedToken();

    for (var wrong : List.of("", "x", "A".repeat(43), "A".repeat(40_000))) {
      assertThat(thief.post(NOT_ME, saying(wrong)).problem()).isEqualTo("400 invalid_notice_token");
    }
    assertThat(thief.get("/api/v1/users/export").body()).doesNotContain(mailedToken());
    assertThat(ada.get(ME).status()).isEqualTo(200);
    assertThat(server.signIn(ADA).status()).isEqualTo(200);
  }

  @Test
  void a_token_that_was_used_or_has_expired_is_a_problem_of_its_own() {
    var token = mailedToken();
    client.post(NOT_ME, saying(token));

    assertThat(client.post(NOT_ME, saying(token)).problem()).isEqualTo("400 invalid_notice_token");
    assertThat(client.post(NOT_ME, "{}").problem()).isEqualTo("422 invalid_fields");
  }

  @Test
  void a_token_of_seven_days_ago_is_dead() {
    var token = mailedToken();
    server.time.advance(Duration.ofDays(7));

    assertThat(client.post(NOT_ME, saying(token)).problem()).isEqualTo("400 invalid_notice_token");
    assertThat(server.signIn(ADA).status()).isEqualTo(200);
  }

  @Test
  void looking_at_the_page_does_nothing() {
    var token = mailedToken();
    for (var n = 0; n < 3; n++) {
      assertThat(client.get(PAGE + "?token=" + token).status()).isEqualTo(200);
    }

    assertThat(thief.get(ME).status()).isEqualTo(200);
    assertThat(client.post(NOT_ME, saying(token)).status()).isEqualTo(204);
  }

  @Test
  void the_page_runs_our_script_and_posts_to_us_alone() {
    var page = client.get(PAGE);

    PageParts.checkAlone(page);
    assertThat(page.header("Content-Security-Policy").orElseThrow()).doesNotContain("connect-src");
    assertThat(page.body())
        .contains("<form method=\"post\" action=\"/account/not-me\">", "<label for=\"token\">");
  }

  @Test
  void the_form_shuts_everybody_out_without_any_script_and_says_what_comes_next() {
    var done = post(form("  " + mailedToken() + "\r\n"));

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body())
        .contains("is signed out", "Set a new password")
        .doesNotContain("<form", ADA);
    assertThat(thief.get(ME).problem()).isEqualTo("401 invalid_token");
  }

  @Test
  void a_dead_code_is_explained_and_does_not_come_back() {
    var token = mailedToken();
    post(form(token));
    var again = post(form(token));

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("This code is not valid", "<form").doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void a_form_from_another_site_is_refused(String site) {
    var token = mailedToken();

    assertThat(post(client.with("Sec-Fetch-Site", site), form(token)).problem())
        .isEqualTo("403 cross_site_request");
    assertThat(thief.get(ME).status()).isEqualTo(200);
    assertThat(post(form(token)).status()).isEqualTo(200);
  }

  @Test
  void ending_ones_own_session_in_the_list_is_no_news_and_ending_another_is() {
    server.time.advance(Duration.ofDays(1));
    var mine = server.signIn(ADA);
    var other = server.signIn(ADA);
    var here = client.bearer(mine.text("access_token"));

    here.send(
        "DELETE", "/api/v1/users/sessions/" + other.text("session_id"), BodyPublishers.noBody());
    assertThat(notices(NoticeKind.SESSION_ENDED)).hasSize(1);

    server.time.advance(Duration.ofDays(1));
    var again = server.signIn(ADA);
    client
        .bearer(again.text("access_token"))
        .send(
            "DELETE",
            "/api/v1/users/sessions/" + again.text("session_id"),
            BodyPublishers.noBody());
    assertThat(notices(NoticeKind.SESSION_ENDED)).hasSize(1);
  }

  private Answer post(String form) {
    return post(client.with("Sec-Fetch-Site", "same-origin"), form);
  }

  private static Answer post(Client asking, String form) {
    return asking
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", PAGE, BodyPublishers.ofString(form));
  }

  private static String form(String token) {
    return "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  private static String saying(String token) {
    return "{\"token\":\"%s\"}".formatted(token);
  }

  private String mailedToken() {
    return notices(NoticeKind.NEW_DEVICE).getLast().link().token().reveal();
  }

  private List<SecurityNotice> notices(NoticeKind kind) {
    server.storage.deliverAll();
    return server.notifier.sentTo(EmailAddress.of(ADA)).stream()
        .filter(SecurityNotice.class::isInstance)
        .flatMap(mail -> Stream.of((SecurityNotice) mail))
        .filter(notice -> notice.kind() == kind)
        .toList();
  }
}
