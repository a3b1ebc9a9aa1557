package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.bootstrap.testing.EveryRow;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lost password from the first click to the next sign-in, with everybody in between. */
class PasswordResetJourneyTest {
  private static final String PASSWORD = "canary-it was on that note";
  private static final String FRESH = "canary-a note I will not lose";
  private static final String REQUEST = "/api/v1/auth/password-reset";
  private static final String COMPLETE = REQUEST + "/complete";
  private static final String FRONT = "https://app.example.com/start";
  private static final Pattern LINK =
      Pattern.compile("https://app\\.example\\.com/start/password/reset#token=([A-Za-z0-9_-]{43})");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PARALLEL = 200;
  private static int people;

  @AutoClose
  private static final RunningServer SERVER =
      RunningServer.start(Map.of("FRONTEND_URL", FRONT, "HASH_QUEUE", "1000"));

  private static final Api API = new Api(SERVER.uri("/"));

  private String ada = "";
  private Answer tokens = new Answer(0, Api.object());

  @BeforeEach
  void sign_up() {
    ada = "ada" + ++people + "@example.com";
    tokens = API.signUp(ada, PASSWORD);
    assertThat(tokens.status()).isEqualTo(201);
  }

  @Test
  @Requirement({"S2-03", "S4-05", "S1-31", "S1-39", "S1-84", "S2-31", "S2-07"})
  void the_link_of_the_mail_leads_to_a_new_password_and_all_that_is_older_is_dead() {
    var mail = requested(ada);
    var token = tokenIn(mail);
    assertThat(mail.text().lines().map(String::strip)).contains(token);
    assertThat(mail.html()).contains("#token=" + token);

    assertThat(complete(token, FRESH).status()).isEqualTo(204);

    assertThat(API.me(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(
            API.post(
                    "/api/v1/auth/refresh",
                    Api.object("refresh_token", tokens.text("refresh_token")))
                .text("code"))
        .isEqualTo("invalid_grant");
    assertThat(API.login(ada, PASSWORD).text("code")).isEqualTo("invalid_credentials");
    assertThat(API.login(ada, FRESH).status()).isEqualTo(200);
    SERVER.awaitMail(ada, each -> each.subject().contains("was set anew"));
    assertThat(complete(token, PASSWORD).text("code")).isEqualTo("invalid_reset_token");
  }

  @Test
  void a_second_request_kills_the_first_token() {
    var first = tokenIn(requested(ada));
    var second = tokenIn(requested(ada));

    assertThat(second).isNotEqualTo(first);
    assertThat(complete(first, FRESH).text("code")).isEqualTo("invalid_reset_token");
    assertThat(complete(second, FRESH).status()).isEqualTo(204);
  }

  @Test
  void signing_out_everywhere_kills_the_token() {
    var token = tokenIn(requested(ada));
    var out = API.post("/api/v1/auth/logout-all", Api.object(), tokens.text("access_token"));
    assertThat(out.status()).isBetween(200, 204);

    assertThat(complete(token, FRESH).text("code")).isEqualTo("invalid_reset_token");
    assertThat(API.login(ada, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void of_two_hundred_who_complete_at_once_with_different_passwords_one_does() {
    var token = tokenIn(requested(ada));
    var callers = new ArrayList<Callable<Integer>>();
    for (var n = 0; n < PARALLEL; n++) {
      var password = FRESH + n;
      callers.add(() -> complete(token, password).status());
    }

    var statuses = Race.between(callers);

    assertThat(statuses).containsOnlyOnce(204).allMatch(List.of(204, 400, 503)::contains);
    var winner = FRESH + statuses.indexOf(204);
    assertThat(API.login(ada, winner).status()).isEqualTo(200);
    assertThat(
            IntStream.range(0, 5)
                .mapToObj(n -> FRESH + n)
                .filter(password -> !password.equals(winner))
                .map(password -> API.login(ada, password).status()))
        .containsOnly(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost:8080\r\nX-Forwarded-Host: evil.example",
        "Host: localhost:8080\r\nX-Forwarded-Server: evil.example\r\nX-Host: evil.example",
        "Host: localhost:8080\r\nForwarded: host=evil.example;proto=https",
        "Host: localhost:8080\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 6666",
        "Host: localhost:8080\r\nX-Original-Host: evil.example\r\nX-Forwarded-Prefix: /evil.example",
        "Host: localhost:8080\r\nOrigin: https://evil.example\r\nReferer: https://evil.example/"
      })
  void what_a_request_says_of_hosts_never_reaches_the_mail(String headers) {
    var before = links(ada).size();
    var body = Api.object("email", ada).toString();
    var heard =
        Wire.to(SERVER.uri("/"))
            .send(
                "POST %s HTTP/1.1\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(REQUEST, headers, body.length(), body));

    assertThat(heard.status()).as(heard.text()).isIn(202, 400);
    if (heard.status() == 202) {
      var mail = awaitLinks(before).getFirst();
      assertThat(mail.text() + mail.html()).doesNotContain("evil", "6666");
      assertThat(complete(tokenIn(mail), FRESH).status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com\r\nBcc: eve@evil.example",
        "<script>alert(1)</script>@evil.example",
        "\"eve@evil.example\"@example.com",
        "ada@example.com, eve@evil.example",
        "eve@evil.example/../x"
      })
  void what_is_no_address_gets_no_mail(String typed) {
    assertThat(ask(typed).status()).isEqualTo(202);
    // A mail for it would have been first.
    requested(ada);

    assertThat(SERVER.mailsTo("evil.example")).isEmpty();
  }

  @Test
  void a_flood_is_five_mails_and_the_newest_of_them_works() {
    var answers = Race.of(50, () -> ask(ada).status());

    assertThat(answers).containsOnly(202);
    Eventually.isTrue(
        "the end of the deliveries", PATIENCE, () -> waiting() == 0 && !links(ada).isEmpty());
    assertThat(links(ada)).hasSizeBetween(1, 5);
    var works = links(ada).stream().map(mail -> complete(tokenIn(mail), FRESH).status()).toList();
    assertThat(works).containsOnlyOnce(204);
  }

  @Test
  void looking_at_the_link_spends_nothing_and_the_form_behind_it_works() {
    var token = tokenIn(requested(ada));
    var form = "token=" + token + "&password=" + FRESH.replace(' ', '+');
    var page = send("GET /password/reset", "", "");
    assertThat(page.status()).isEqualTo(200);
    assertThat(send("HEAD /password/reset", "", "").status()).isEqualTo(200);
    assertThat(send("POST /password/reset", "Origin: https://evil.example\r\n", form).status())
        .isEqualTo(403);

    var done = send("POST /password/reset", "Sec-Fetch-Site: same-origin\r\n", form);

    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(API.login(ada, FRESH).status()).isEqualTo(200);
  }

  private static Wire.Heard send(String start, String headers, String form) {
    return Wire.to(SERVER.uri("/"))
        .send(
            "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%sContent-Length: %d\r\n\r\n%s"
                .formatted(
                    start,
                    headers,
                    form.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n",
                    form.length(),
                    form));
  }

  private static Answer ask(String email) {
    return API.post(REQUEST, Api.object("email", email));
  }

  private static Answer complete(String token, String password) {
    return API.post(COMPLETE, Api.object("token", token, "password", password));
  }

  /** Asks, waits for the mail, and answers it. */
  private Mail requested(String email) {
    var before = links(email).size();
    assertThat(ask(email).status()).isEqualTo(202);
    return awaitLinks(before).getFirst();
  }

  private List<Mail> awaitLinks(int before) {
    return Eventually.get(
        "a mail with a link", () -> Optional.of(links(ada)).filter(all -> all.size() > before));
  }

  /** The newest first. */
  private static List<Mail> links(String email) {
    return SERVER.mailsTo(email).stream().filter(mail -> LINK.matcher(mail.text()).find()).toList();
  }

  private static String tokenIn(Mail mail) {
    var matcher = LINK.matcher(mail.text());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static long waiting() {
    return EveryRow.of(SERVER).stream()
        .filter(row -> row.kind().equals("scheduled_tasks"))
        .filter(row -> row.texts("task_name").contains("deliver"))
        .count();
  }
}
