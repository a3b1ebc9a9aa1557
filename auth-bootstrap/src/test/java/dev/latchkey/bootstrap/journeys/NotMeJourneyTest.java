package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.bootstrap.testing.EveryRow;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else has the password: from the notice to the owner's next sign-in, on PostgreSQL. */
class NotMeJourneyTest {
  private static final String PASSWORD = "canary-also used in a shop";
  private static final String FRESH = "canary-used nowhere else";
  private static final String NOT_ME = "/api/v1/auth/not-me";
  private static final Pattern NOTICE_LINK =
      Pattern.compile("http://localhost/account/not-me#token=([A-Za-z0-9_-]{43})");
  private static final Pattern RESET_LINK =
      Pattern.compile("/password/reset#token=([A-Za-z0-9_-]{43})");
  private static final int PARALLEL = 32;
  private static int people;

  @AutoClose private static final RunningServer SERVER = RunningServer.start();
  private static final Api API = new Api(SERVER.uri("/"));

  private String ada = "";
  private String hers = "";
  private Answer thiefs = new Answer(0, Api.object());

  @BeforeEach
  void a_thief_signs_in() {
    ada = "ada" + ++people + "@example.com";
    hers = API.signUp(ada, PASSWORD).text("access_token");
    thiefs = API.login(ada, PASSWORD);
    assertThat(thiefs.status()).isEqualTo(200);
  }

  @Test
  void the_link_of_the_notice_ends_the_thiefs_session_and_leads_the_owner_back() {
    assertThat(API.me(thiefs.text("access_token")).status()).isEqualTo(200);

    assertThat(notMe(noticeToken()).status()).isEqualTo(204);

    assertThat(API.me(thiefs.text("access_token")).status()).isEqualTo(401);
    assertThat(
            API.post(
                    "/api/v1/auth/refresh",
                    Api.object("refresh_token", thiefs.text("refresh_token")))
                .text("code"))
        .isEqualTo("invalid_grant");
    assertThat(API.me(hers).status()).isEqualTo(401);
    assertThat(API.login(ada, PASSWORD).text("code")).isEqualTo("invalid_credentials");
    assertThat(
            API.post(
                    "/api/v1/auth/password-reset/complete",
                    Api.object("token", resetToken(), "password", FRESH))
                .status())
        .isEqualTo(204);
    assertThat(API.login(ada, PASSWORD).text("code")).isEqualTo("invalid_credentials");
    assertThat(API.login(ada, FRESH).status()).isEqualTo(200);
  }

  @Test
  void who_says_nothing_is_left_alone() {
    noticeToken();

    assertThat(API.me(thiefs.text("access_token")).status()).isEqualTo(200);
    assertThat(API.login(ada, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void of_many_who_show_the_token_at_once_one_is_answered_and_the_next_sign_in_stands() {
    var token = noticeToken();
    var callers = new ArrayList<Callable<Integer>>();
    for (var n = 0; n < PARALLEL; n++) {
      callers.add(() -> notMe(token).status());
    }

    assertThat(Race.between(callers)).containsOnlyOnce(204).allMatch(List.of(204, 400)::contains);

    API.post(
        "/api/v1/auth/password-reset/complete",
        Api.object("token", resetToken(), "password", FRESH));
    var later = API.login(ada, FRESH).text("access_token");
    assertThat(notMe(token).text("code")).isEqualTo("invalid_notice_token");
    assertThat(API.me(later).status()).isEqualTo(200);
  }

  @Test
  void a_sign_in_that_is_under_way_opens_no_session_afterwards() {
    for (var round = 0; round < 5; round++) {
      var token = noticeToken();
      var logins = new ArrayList<Callable<String>>();
      for (var n = 0; n < 4; n++) {
        logins.add(() -> API.login(ada, PASSWORD).text("access_token"));
      }
      logins.add(
          () -> {
            assertThat(notMe(token).status()).isEqualTo(204);
            return "";
          });

      var opened = Race.between(logins);

      assertThat(opened.stream().filter(access -> !access.isEmpty()))
          .allMatch(access -> API.me(access).status() == 401);
      a_thief_signs_in();
    }
  }

  @Test
  void the_token_is_kept_as_a_keyed_digest_and_nowhere_else() {
    var token = noticeToken();

    assertThat(EveryRow.of(SERVER).stream().filter(row -> row.mentions(token))).isEmpty();
  }

  @Test
  void twenty_in_a_minute_are_one_mail_and_one_digest_through_a_restart() {
    var time = MutableTime.somewhen();
    try (var server = RunningServer.start(Map.of("WORKER", "off"), time)) {
      var api = new Api(server.uri("/"));
      try (var worker = server.another(Map.of())) {
        api.signUp(ada, PASSWORD);
        signInTenTimes(api, time);
        worker.awaitMail(ada, NotMeJourneyTest::isNewDevice);
      }
      signInTenTimes(api, time);
      try (var worker = server.another(Map.of())) {
        Eventually.get(
            "all of it is noted", () -> notices(worker) == 20 ? Optional.of(20) : Optional.empty());
      }
      time.advance(Duration.ofHours(1));
      try (var worker = server.another(Map.of())) {
        worker.awaitMail(ada, mail -> mail.text().contains("This happened 19 times"));
      }
      assertThat(server.mailsTo(ada).stream().filter(NotMeJourneyTest::isNewDevice)).hasSize(2);
    }
  }

  private void signInTenTimes(Api api, MutableTime time) {
    for (var n = 0; n < 10; n++) {
      time.advance(Duration.ofSeconds(3));
      assertThat(api.login(ada, PASSWORD).status()).isEqualTo(200);
    }
  }

  private static long notices(RunningServer server) {
    return EveryRow.of(server).stream().filter(row -> row.kind().equals("notice")).count();
  }

  private static boolean isNewDevice(Mail mail) {
    return mail.subject().contains("A new device signed in");
  }

  private Answer notMe(String token) {
    return API.post(NOT_ME, Api.object("token", token));
  }

  private String noticeToken() {
    return tokenIn(SERVER.awaitMail(ada, NotMeJourneyTest::isNewDevice), NOTICE_LINK);
  }

  private String resetToken() {
    return tokenIn(
        SERVER.awaitMail(ada, mail -> RESET_LINK.matcher(mail.text()).find()), RESET_LINK);
  }

  private static String tokenIn(Mail mail, Pattern link) {
    var found = link.matcher(mail.text());
    assertThat(found.find()).as(mail.text()).isTrue();
    return found.group(1);
  }
}
