package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.bootstrap.testing.EveryRow;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Leaving from the first click to the last row, on two nodes, through restarts and races. */
class LeavingJourneyTest {
  private static final String ADA = "ada@example.com";
  private static final String PASSWORD = "canary-parting is such sweet sorrow";
  private static final String DELETION = "/api/v1/users/deletion";
  private static final Pattern LINK =
      Pattern.compile("http://localhost/account/keep#token=([A-Za-z0-9_-]{43})");
  private static final Duration GRACE = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ROUNDS = 6;

  private final MutableTime time = MutableTime.somewhen();
  @AutoClose private final RunningServer server = RunningServer.start(Map.of(), time);

  /** Without a worker: on a clock that stands still nothing is ever tried again. */
  @AutoClose private final RunningServer other = server.another(Map.of("WORKER", "off"));

  private final Api api = new Api(server.uri("/"));
  private final Api there = new Api(other.uri("/"));

  @Test
  void whoever_asks_gets_a_mail_and_the_link_in_it_keeps_the_account() {
    var ada = signUp();
    var asked = ask(ada);
    assertThat(asked.text("delete_at")).isEqualTo("2026-11-09T10:15:30Z");

    var mail = server.awaitMail(ADA, each -> LINK.matcher(each.text()).find());
    var token = tokenIn(mail.text());
    assertThat(mail.html()).contains("/account/keep#token=" + token);
    assertThat(mail.text().lines().map(String::strip)).contains(token);
    assertThat(there.post(DELETION + "/undo", Api.object("token", token)).status()).isEqualTo(204);
    assertThat(there.post(DELETION + "/undo", Api.object("token", token)).text("code"))
        .isEqualTo("invalid_undo_token");
    assertThat(deletionOf(ada)).isEqualTo("null");
    time.advance(GRACE);
    server.auth().eraseUsers().run();
    assertThat(api.login(ADA, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void after_the_grace_a_worker_deletes_and_all_tokens_are_dead_on_every_node() {
    signUp();
    var ada = api.login(ADA, PASSWORD);
    var id = ada.body().path("user").path("id").asText();
    ask(ada);
    server.awaitMail(ADA, each -> LINK.matcher(each.text()).find());
    time.advance(GRACE.minusMinutes(10));
    var live = api.login(ADA, PASSWORD);
    assertThat(there.me(live.text("access_token")).status()).isEqualTo(200);

    time.advance(Duration.ofMinutes(11));
    Eventually.isTrue("the deletion", PATIENCE, () -> find(id).isEmpty());

    for (var node : List.of(api, there)) {
      assertThat(node.me(live.text("access_token")).text("code")).isEqualTo("invalid_token");
      assertThat(refresh(node, live).text("code")).isEqualTo("invalid_grant");
      assertThat(node.login(ADA, PASSWORD).text("code")).isEqualTo("invalid_credentials");
    }
    var newcomer = signUp();
    assertThat(newcomer.body().path("user").path("id").asText()).isNotEqualTo(id);
    assertThat(deletionOf(newcomer)).isEqualTo("null");
  }

  @Test
  void a_wish_and_its_token_outlive_a_restart() {
    try (var first = RunningServer.start(Map.of(), time)) {
      var before = new Api(first.uri("/"));
      var registration = before.register(ADA, PASSWORD).text("registration_id");
      var ada = before.verify(registration, first.awaitCode(ADA));
      before.post(DELETION, Api.object(), ada.text("access_token"));
      var token = tokenIn(first.awaitMail(ADA, m -> LINK.matcher(m.text()).find()).text());
      try (var second = first.another(Map.of())) {
        var after = new Api(second.uri("/"));
        assertThat(after.get("/api/v1/users/profile", ada.text("access_token")).text("deletion_at"))
            .isEqualTo("2026-11-09T10:15:30Z");
        assertThat(after.post(DELETION + "/undo", Api.object("token", token)).status())
            .isEqualTo(204);
      }
    }
  }

  @Test
  void sixteen_who_ask_at_once_are_told_the_same_and_get_one_mail() {
    var ada = signUp();
    var nodes = List.of(api, there);
    var callers =
        IntStream.range(0, Race.MANY)
            .mapToObj(n -> (Callable<Answer>) () -> ask(nodes.get(n % 2), ada))
            .toList();

    var answers = Race.between(callers);

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    assertThat(answers.stream().map(answer -> answer.text("delete_at")).distinct()).hasSize(1);
    server.awaitMail(ADA, mail -> LINK.matcher(mail.text()).find());
    Eventually.isTrue("the end of all deliveries", PATIENCE, () -> waitingDeliveries() == 0);
    assertThat(server.mailsTo(ADA).stream().filter(mail -> LINK.matcher(mail.text()).find()))
        .hasSize(1);
  }

  @Test
  void deletions_undoing_logins_and_renewals_race_and_the_end_is_one_of_two() {
    for (var round = 0; round < ROUNDS; round++) {
      var ada = "racer" + round + "@example.com";
      var tokens = signUp(ada);
      var id = tokens.body().path("user").path("id").asText();
      ask(tokens);
      var undo = tokenIn(server.awaitMail(ada, mail -> LINK.matcher(mail.text()).find()).text());
      time.advance(GRACE.minusSeconds(1));
      var live = api.login(ada, PASSWORD);

      var answers = Race.between(racers(ada, live, undo));

      server.auth().eraseUsers().run();
      var undone = answers.stream().filter(answer -> answer.equals("undo 204")).count();
      var erased = answers.stream().filter("erase 1"::equals).count();
      assertThat(undone).isLessThanOrEqualTo(1);
      assertThat(answers).noneMatch(answer -> answer.endsWith("500") || answer.endsWith("503"));
      if (undone == 1) {
        assertThat(erased).isZero();
        assertThat(find(id)).isPresent();
        assertThat(api.login(ada, PASSWORD).status()).isEqualTo(200);
      } else {
        assertThat(find(id)).isEmpty();
        assertThat(api.me(live.text("access_token")).status()).isEqualTo(401);
        assertThat(there.login(ada, PASSWORD).status()).isEqualTo(401);
      }
    }
  }

  /** Sixteen: the clock strikes while everybody is at it. */
  private List<Callable<String>> racers(String ada, Answer live, String undo) {
    var racers = new ArrayList<Callable<String>>();
    racers.add(
        () -> {
          time.advance(Duration.ofSeconds(1));
          return "clock";
        });
    for (var node : List.of(api, there)) {
      for (var n = 0; n < 2; n++) {
        racers.add(() -> "login " + node.login(ada, PASSWORD).status());
        racers.add(() -> "refresh " + refresh(node, live).status());
        racers.add(
            () -> "undo " + node.post(DELETION + "/undo", Api.object("token", undo)).status());
      }
    }
    racers.add(() -> "erase " + server.auth().eraseUsers().run());
    racers.add(() -> "erase " + other.auth().eraseUsers().run());
    racers.add(() -> "me " + api.me(live.text("access_token")).status());
    return racers;
  }

  private Answer signUp() {
    return signUp(ADA);
  }

  private Answer signUp(String address) {
    var before = api.codes(address).size();
    var registration = api.register(address, PASSWORD).text("registration_id");
    var code =
        Eventually.get(
            "a new code",
            () -> {
              var codes = api.codes(address);
              return codes.size() > before ? Optional.of(codes.getFirst()) : Optional.empty();
            });
    var verified = api.verify(registration, code);
    assertThat(verified.status()).isEqualTo(201);
    return verified;
  }

  private Answer ask(Answer tokens) {
    var answer = ask(api, tokens);
    assertThat(answer.status()).isEqualTo(202);
    return answer;
  }

  private static Answer ask(Api node, Answer tokens) {
    return node.post(DELETION, Api.object(), tokens.text("access_token"));
  }

  private static Answer refresh(Api node, Answer tokens) {
    return node.post(
        "/api/v1/auth/refresh", Api.object("refresh_token", tokens.text("refresh_token")));
  }

  private String deletionOf(Answer tokens) {
    return api.get("/api/v1/users/profile", tokens.text("access_token")).text("deletion_at");
  }

  private static String tokenIn(String mail) {
    var matcher = LINK.matcher(mail);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private Optional<User> find(String id) {
    return server.auth().findUsers().byId(new UserId(UUID.fromString(id)));
  }

  private long waitingDeliveries() {
    return EveryRow.of(server).stream()
        .filter(row -> row.kind().equals("scheduled_tasks"))
        .filter(row -> row.texts("task_name").contains("deliver"))
        .count();
  }
}
