package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.fixture.AUser;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Getting back into an account that has no password, over HTTP. */
class RecoveryRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String RESET = "/api/v1/auth/password-reset";
  private static final String CANCEL = "/api/v1/auth/recovery/cancel";
  private static final String PAGE = "/account/recovery";
  private static final String FRESH = "a new & better <passphrase>";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client client = server.client();
  private final Client page = client.with("Sec-Fetch-Site", "same-origin");

  @BeforeEach
  void there_is_an_account_without_a_password() {
    var ports = server.storage.ports();
    ports.unit().write(() -> ports.users().add(AUser.named("Ada", ADA)));
  }

  @Test
  void asking_is_answered_as_for_anybody() {
    var owner = client.post(RESET, "{\"email\":\"%s\"}".formatted(ADA));
    var stranger = client.post(RESET, "{\"email\":\"nobody@example.com\"}");

    assertThat(owner.status()).isEqualTo(202).isEqualTo(stranger.status());
    assertThat(owner.body()).isEmpty();
    assertThat(stranger.body()).isEmpty();
  }

  @Test
  void the_token_begins_a_recovery_and_the_one_of_the_next_day_sets_a_password() {
    var begun = begin();

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.json().properties()).hasSize(1);
    assertThat(begun.text("recovery_at")).isEqualTo("2026-11-03T10:15:30Z");
    assertThat(login().problem()).isEqualTo("401 invalid_credentials");
    var done = client.post(RESET + "/complete", completing(readyToken()));
    assertThat(done.status()).isEqualTo(204);
    assertThat(done.cookies()).isEmpty();
    assertThat(login().status()).isEqualTo(200);
  }

  @Test
  void the_page_of_lost_passwords_says_when_and_takes_the_later_token_too() {
    var begun = form(page, "/password/reset", "token=" + resetToken() + "&password=" + encoded());
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.body())
        .contains("this account has no password", "3 November 2026, 10:15 UTC")
        .doesNotContain("<form", "is set, and you are signed out");

    var done = form(page, "/password/reset", "token=" + readyToken() + "&password=" + encoded());
    assertThat(done.body()).contains("Your new password is set");
    assertThat(login().status()).isEqualTo(200);
  }

  @Test
  void the_token_of_the_mail_cancels_it_once() {
    begin();
    var token = cancelToken();

    assertThat(client.post(CANCEL, cancelling(token)).status()).isEqualTo(204);
    for (var wrong : List.of(token, "", "x", "A".repeat(43), "A".repeat(40_000))) {
      assertThat(client.post(CANCEL, cancelling(wrong)).problem())
          .isEqualTo("400 invalid_undo_token");
    }
    server.time.advance(Duration.ofDays(1));
    assertThat(server.auth.announceRecoveries().run()).isZero();
  }

  @Test
  void without_a_token_there_is_nothing_to_cancel() {
    assertThat(client.post(CANCEL, "{}").problem()).isEqualTo("422 invalid_fields");
    assertThat(client.post(CANCEL, "{\"token\":7}").problem()).isEqualTo("400 malformed_request");
  }

  @Test
  void looking_at_the_page_cancels_nothing_and_its_form_does_without_any_script() {
    begin();
    var token = cancelToken();
    for (var n = 0; n < 3; n++) {
      assertThat(client.get(PAGE + "?token=" + token).status()).isEqualTo(200);
    }

    var done = form(page, PAGE, "token=+" + token + "%0D%0A");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).contains("No password can be set").doesNotContain("<form", token);
    var again = form(page, PAGE, "token=" + token);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("This code is not valid").doesNotContain(token);
  }

  @Test
  void the_page_runs_our_script_and_posts_to_us_alone() {
    var shown = client.get(PAGE);

    PageParts.checkAlone(shown);
    assertThat(shown.body()).contains("<form method=\"post\" action=\"/account/recovery\">");
    assertThat(shown.header("Content-Security-Policy").orElseThrow()).doesNotContain("connect-src");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void a_form_from_another_site_is_refused(String site) {
    begin();
    var token = cancelToken();

    assertThat(form(client.with("Sec-Fetch-Site", site), PAGE, "token=" + token).problem())
        .isEqualTo("403 cross_site_request");
    assertThat(form(page, PAGE, "token=" + token).status()).isEqualTo(200);
  }

  private Answer begin() {
    return client.post(RESET + "/complete", completing(resetToken()));
  }

  private Answer login() {
    return client.post(
        "/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADA, FRESH));
  }

  private static Answer form(Client asking, String path, String form) {
    return asking
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", path, BodyPublishers.ofString(form));
  }

  private static String encoded() {
    return URLEncoder.encode(FRESH, StandardCharsets.UTF_8);
  }

  private static String completing(String token) {
    return "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, FRESH);
  }

  private static String cancelling(String token) {
    return "{\"token\":\"%s\"}".formatted(token);
  }

  private String resetToken() {
    client.post(RESET, "{\"email\":\"%s\"}".formatted(ADA));
    server.storage.deliverAll();
    return mails(PasswordReset.class).getLast().token().reveal();
  }

  private String cancelToken() {
    server.storage.deliverAll();
    return mails(RecoveryBegan.class).getLast().cancel().reveal();
  }

  private String readyToken() {
    server.time.advance(Duration.ofDays(1));
    assertThat(server.auth.announceRecoveries().run()).isEqualTo(1);
    server.storage.deliverAll();
    return mails(RecoveryReady.class).getLast().token().reveal();
  }

  private <N extends Notification> List<N> mails(Class<N> kind) {
    return server.notifier.sentTo(EmailAddress.of(ADA)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
