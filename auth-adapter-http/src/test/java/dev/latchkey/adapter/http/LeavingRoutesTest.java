package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.user.EmailAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaving over HTTP, and who is let through to it. */
class LeavingRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String DELETION = "/api/v1/users/deletion";
  private static final String EXPORT = "/api/v1/users/export";
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @AutoClose private final TestServer server = TestServer.start();
  private final Client stranger = server.client();
  private Client ada = stranger;

  @BeforeEach
  void sign_up() {
    ada = stranger.bearer(server.signUp(ADA).text("access_token"));
  }

  @Test
  void a_route_for_the_freshly_signed_in_wants_a_token_and_a_fresh_one() {
    var guarded =
        server.routes().all().stream()
            .filter(route -> route.access() == Access.FRESHLY_SIGNED_IN)
            .filter(route -> !route.takesForm())
            .toList();
    assertThat(guarded).hasSizeGreaterThanOrEqualTo(2);
    server.time.advance(FIVE_MINUTES);
    for (var route : guarded) {
      var method = route.method().name();
      var path = route.path().replace("{id}", "01890a5d-ac96-774b-bcce-b302099a8057");
      assertThat(send(stranger, method, path).problem()).isEqualTo("401 unauthenticated");
      assertThat(send(stranger.bearer("e30.e30.e30"), method, path).problem())
          .isEqualTo("401 invalid_token");
      var stale = send(ada, method, path);
      assertThat(stale.problem()).isEqualTo("401 reauthentication_required");
      assertThat(stale.header("WWW-Authenticate"))
          .contains("Bearer error=\"insufficient_user_authentication\", max_age=300");
      assertThat(stale.header("Cache-Control")).contains("no-store");
      var fresh = send(signedInAnew(), method, path);
      if (wantsMore(route)) {
        assertThat(fresh.status()).as(path).isIn(400, 404);
      } else {
        assertThat(fresh.status()).as(path).isBetween(200, 299);
      }
    }
  }

  /** A body that is not sent here, or something that is not there. */
  private static boolean wantsMore(Route route) {
    return route.path().contains("{") || route.body().filter(Route.Body::required).isPresent();
  }

  @Test
  void a_moment_before_five_minutes_is_fresh() {
    server.time.advance(FIVE_MINUTES.minusSeconds(1));

    assertThat(ada.post(DELETION).status()).isEqualTo(202);
  }

  @Test
  void renewing_tokens_makes_nobody_fresh() {
    var tokens = server.signIn(ADA);
    server.time.advance(FIVE_MINUTES);
    var renewed =
        stranger.post(
            "/api/v1/auth/refresh",
            "{\"refresh_token\":\"%s\"}".formatted(tokens.text("refresh_token")));

    assertThat(renewed.status()).isEqualTo(200);
    assertThat(stranger.bearer(renewed.text("access_token")).post(DELETION).problem())
        .isEqualTo("401 reauthentication_required");
  }

  @Test
  void a_stale_cookie_is_told_the_same() {
    var browser = server.browserOf(ADA);
    server.time.advance(FIVE_MINUTES);

    assertThat(browser.post(DELETION).problem()).isEqualTo("401 reauthentication_required");
  }

  @Test
  void a_deletion_is_accepted_shown_and_the_same_when_asked_twice() {
    var first = ada.post(DELETION);
    server.time.advance(Duration.ofMinutes(1));
    var second = ada.post(DELETION);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().properties()).hasSize(1);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text("delete_at")).isEqualTo(first.text("delete_at"));
    assertThat(ada.get("/api/v1/users/profile").text("deletion_at"))
        .isEqualTo(first.text("delete_at"));
    assertThat(mails()).hasSize(1);
  }

  @Test
  void a_profile_of_somebody_who_stays_shows_no_deletion() {
    var profile = ada.get("/api/v1/users/profile").json();

    assertThat(profile.has("deletion_at")).isTrue();
    assertThat(profile.path("deletion_at").isNull()).isTrue();
    assertThat(profile.path("email").asText()).isEqualTo(ADA);
  }

  @Test
  void whoever_is_signed_in_undoes_it_and_again_is_harmless() {
    ada.post(DELETION);

    assertThat(ada.send("DELETE", DELETION, BodyPublishers.noBody()).status()).isEqualTo(204);
    assertThat(ada.send("DELETE", DELETION, BodyPublishers.noBody()).status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/users/profile").json().path("deletion_at").isNull()).isTrue();
  }

  @Test
  void undoing_needs_no_fresh_sign_in() {
    ada.post(DELETION);
    server.time.advance(Duration.ofMinutes(10));

    assertThat(ada.send("DELETE", DELETION, BodyPublishers.noBody()).status()).isEqualTo(204);
  }

  @Test
  void somebody_else_cannot_undo_it() {
    var bob = stranger.bearer(server.signUp("bob@example.com").text("access_token"));
    ada.post(DELETION);

    assertThat(bob.send("DELETE", DELETION, BodyPublishers.noBody()).status()).isEqualTo(204);
    assertThat(ada.get("/api/v1/users/profile").json().path("deletion_at").isNull()).isFalse();
  }

  @Test
  void the_token_of_the_mail_undoes_it_once_and_without_signing_in() {
    ada.post(DELETION);
    var body = undo(mails().getFirst().undo().reveal());

    assertThat(stranger.post(DELETION + "/undo", body).status()).isEqualTo(204);
    assertThat(stranger.post(DELETION + "/undo", body).problem())
        .isEqualTo("400 invalid_undo_token");
  }

  @Test
  void a_wrong_token_is_a_problem_of_its_own_and_none_at_all_another() {
    ada.post(DELETION);

    for (var wrong : List.of("x", "", "A".repeat(43), "A".repeat(40_000))) {
      assertThat(stranger.post(DELETION + "/undo", undo(wrong)).problem())
          .isEqualTo("400 invalid_undo_token");
    }
    assertThat(stranger.post(DELETION + "/undo", "{}").problem()).isEqualTo("422 invalid_fields");
    assertThat(stranger.post(DELETION + "/undo", "{\"token\":7}").problem())
        .isEqualTo("400 malformed_request");
  }

  @Test
  void looking_at_the_page_changes_nothing() {
    ada.post(DELETION);

    for (var n = 0; n < 3; n++) {
      assertThat(stranger.get("/account/keep").status()).isEqualTo(200);
    }
    assertThat(ada.get("/api/v1/users/profile").json().path("deletion_at").isNull()).isFalse();
  }

  @Test
  void the_page_runs_our_script_and_nothing_else() {
    var page = stranger.get("/account/keep");

    PageParts.checkAlone(page);
    assertThat(page.header("Content-Security-Policy").orElseThrow()).doesNotContain("connect-src");
  }

  @Test
  void the_page_keeps_the_account_without_any_script_once() {
    ada.post(DELETION);
    var token = mails().getFirst().undo().reveal();

    var done = keep(" " + token + "\r\n");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).contains("Done. The account stays.").doesNotContain(token);
    assertThat(ada.get("/api/v1/users/profile").json().path("deletion_at").isNull()).isTrue();

    var again = keep(token);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("This code is not valid", "<form").doesNotContain(token);
  }

  private Answer keep(String token) {
    return stranger
        .with("Sec-Fetch-Site", "same-origin")
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send(
            "POST",
            "/account/keep",
            BodyPublishers.ofString("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
  }

  @Test
  void an_export_is_a_file_with_everything_and_says_that_it_is_whole() {
    ada.post(DELETION);
    var export = ada.get(EXPORT);

    assertThat(export.status()).isEqualTo(200);
    assertThat(export.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(export.header("Content-Disposition"))
        .contains("attachment; filename=\"personal-data-2026-11-02.json\"");
    assertThat(export.header("Cache-Control")).contains("no-store");
    assertThat(export.json().path("complete").asBoolean()).isTrue();
    assertThat(export.json().path("profile").get(0).path("email").asText()).isEqualTo(ADA);
    assertThat(export.json().path("sessions")).hasSize(1);
    assertThat(export.json().path("credentials").get(0).path("kind").asText())
        .isEqualTo("password");
    assertThat(export.json().path("deletion").get(0).path("delete_at").asText())
        .isEqualTo("2026-11-09T10:15:30Z");
    assertThat(export.json().path("audit_trail")).isNotEmpty();
  }

  private Client signedInAnew() {
    return stranger.bearer(server.signIn(ADA).text("access_token"));
  }

  private static Answer send(Client client, String method, String path) {
    return client.send(method, path, BodyPublishers.noBody());
  }

  private static String undo(String token) {
    return "{\"token\":\"%s\"}".formatted(token);
  }

  private List<DeletionPending> mails() {
    server.storage.deliverAll();
    return server.notifier.sentTo(EmailAddress.of(ADA)).stream()
        .filter(DeletionPending.class::isInstance)
        .map(DeletionPending.class::cast)
        .toList();
  }
}
