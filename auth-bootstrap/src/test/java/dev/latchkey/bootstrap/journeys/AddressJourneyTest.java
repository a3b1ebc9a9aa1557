package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.bootstrap.testing.EveryRow;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Another address, and a recovery, from the first click to the last mail, on two nodes. */
class AddressJourneyTest {
  private static final String ADA = "ada@example.com";
  private static final String NEW = "ada@new.example.org";
  private static final String PASSWORD = "canary-a rose by any other name";
  private static final String CHANGE = "/api/v1/users/email-change";
  private static final String RESET = "/api/v1/auth/password-reset";
  private static final Pattern UNDO =
      Pattern.compile("http://localhost/account/address#token=([A-Za-z0-9_-]{43})");
  private static final Pattern CANCEL =
      Pattern.compile("http://localhost/account/recovery#token=([A-Za-z0-9_-]{43})");
  private static final Pattern SET =
      Pattern.compile("http://localhost/password/reset#token=([A-Za-z0-9_-]{43})");

  private final MutableTime time = MutableTime.somewhen();
  @AutoClose private final RunningServer server = RunningServer.start(Map.of(), time);

  /** Without a worker: on a clock that stands still nothing is ever tried again. */
  @AutoClose private final RunningServer other = server.another(Map.of("WORKER", "off"));

  private final Api api = new Api(server.uri("/"));
  private final Api there = new Api(other.uri("/"));

  @Test
  void an_address_is_changed_on_one_node_and_taken_back_on_the_other() {
    var ada = api.signUp(ADA, PASSWORD).text("access_token");
    assertThat(api.post(CHANGE, Api.object("new_email", NEW), ada).status()).isEqualTo(202);
    server.awaitMail(ADA, mail -> mail.subject().startsWith("Another e-mail address"));
    var code = server.awaitCode(NEW);

    var changed = there.post(CHANGE + "/complete", Api.object("code", code), ada);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("email")).isEqualTo(NEW);
    assertThat(api.me(ada).text("email")).isEqualTo(NEW);
    server.awaitMail(NEW, mail -> mail.subject().startsWith("This is now"));
    var token = awaitToken(ADA, UNDO);
    assertThat(api.register(ADA, PASSWORD).status()).isEqualTo(202);
    server.awaitMail(ADA, mail -> mail.subject().startsWith("You already have"));
    assertThat(there.post(CHANGE + "/undo", Api.object("token", token)).status()).isEqualTo(204);
    assertThat(api.me(ada).text("code")).isEqualTo("invalid_token");
    assertThat(api.login(ADA, PASSWORD).status()).isEqualTo(200);
    assertThat(api.login(NEW, PASSWORD).text("code")).isEqualTo("invalid_credentials");
    server.awaitMail(ADA, mail -> mail.subject().contains("this e-mail address again"));
    server.awaitMail(NEW, mail -> mail.subject().startsWith("This is no longer"));
  }

  @Test
  void of_sixteen_who_undo_at_once_on_two_nodes_one_does() {
    var ada = api.signUp(ADA, PASSWORD).text("access_token");
    api.post(CHANGE, Api.object("new_email", NEW), ada);
    api.post(CHANGE + "/complete", Api.object("code", server.awaitCode(NEW)), ada);
    var token = Api.object("token", awaitToken(ADA, UNDO));

    var answers =
        Race.between(
            IntStream.range(0, Race.MANY)
                .mapToObj(n -> n % 2 == 0 ? api : there)
                .map(node -> (Callable<Integer>) () -> node.post(CHANGE + "/undo", token).status())
                .toList());

    assertThat(answers).containsOnlyOnce(204).containsOnly(204, 400);
  }

  @Test
  void sixteen_confirmations_at_once_on_two_nodes_change_the_address_once() {
    var ada = api.signUp(ADA, PASSWORD).text("access_token");
    api.post(CHANGE, Api.object("new_email", "first@example.org"), ada);
    var first = server.awaitCode("first@example.org");
    api.post(CHANGE, Api.object("new_email", NEW), ada);
    var second = server.awaitCode(NEW);

    var answers =
        Race.between(
            IntStream.range(0, Race.MANY)
                .mapToObj(n -> confirming(n % 2 == 0 ? api : there, n < 4 ? first : second, ada))
                .toList());

    assertThat(answers.subList(0, 4)).allMatch(answer -> answer.status() == 400);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeLessThanOrEqualTo(1);
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 400);
    assertThat(api.me(ada).text("email")).isIn(ADA, NEW);
  }

  private static Callable<Answer> confirming(Api node, String code, String token) {
    return () -> node.post(CHANGE + "/complete", Api.object("code", code), token);
  }

  @Test
  void an_account_without_a_password_is_recovered_after_a_day_through_a_restart() {
    api.signUp(ADA, PASSWORD);
    losePassword();
    var begun = complete(api, resetToken());
    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.text("recovery_at")).isEqualTo("2026-11-03T10:15:30Z");
    awaitToken(ADA, CANCEL);
    assertThat(api.login(ADA, PASSWORD).text("code")).isEqualTo("invalid_credentials");

    time.advance(Duration.ofDays(1));
    try (var restarted = server.another(Map.of())) {
      restarted.auth().announceRecoveries().run();
      var mail = restarted.awaitMail(ADA, each -> each.subject().startsWith("Set a password for"));
      var done = complete(new Api(restarted.uri("/")), tokenIn(mail.text(), SET));

      assertThat(done.status()).isEqualTo(204);
    }
    assertThat(api.login(ADA, PASSWORD).status()).isEqualTo(200);
    assertThat(
            server.mailsTo(ADA).stream()
                .filter(each -> each.subject().startsWith("Set a password for")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void an_owner_who_objects_is_not_recovered() {
    api.signUp(ADA, PASSWORD);
    losePassword();
    complete(api, resetToken());
    var cancel = Api.object("token", awaitToken(ADA, CANCEL));

    assertThat(there.post("/api/v1/auth/recovery/cancel", cancel).status()).isEqualTo(204);
    assertThat(api.post("/api/v1/auth/recovery/cancel", cancel).text("code"))
        .isEqualTo("invalid_undo_token");
    time.advance(Duration.ofDays(1));
    assertThat(server.auth().announceRecoveries().run()).isZero();
  }

  /** As an account is that was made with some other way in. */
  private void losePassword() {
    EveryRow.execute(server, "delete from password_credential");
  }

  private String resetToken() {
    assertThat(api.post(RESET, Api.object("email", ADA)).status()).isEqualTo(202);
    return tokenIn(
        server.awaitMail(ADA, mail -> mail.subject().startsWith("Set a new password")).text(), SET);
  }

  private static Answer complete(Api node, String token) {
    return node.post(RESET + "/complete", Api.object("token", token, "password", PASSWORD));
  }

  private String awaitToken(String address, Pattern link) {
    return tokenIn(
        server.awaitMail(address, mail -> link.matcher(mail.text()).find()).text(), link);
  }

  private static String tokenIn(String mail, Pattern link) {
    var matcher = link.matcher(mail);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
