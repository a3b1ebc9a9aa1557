package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.bootstrap.testing.StatementLog;
import dev.latchkey.bootstrap.testing.StatementLog.Cost;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the frequent requests cost in the database: counted by PostgreSQL, not timed. */
class QueryBudgetTest {
  private static final String ADA = "ada@example.com";
  private static final String PASSWORD = "canary-every statement counts";

  @AutoClose
  private static final RunningServer SERVER = RunningServer.start(Map.of("WORKER", "off"));

  @AutoClose private static final RunningServer WORKER = SERVER.another(Map.of());

  private static final Api API = new Api(SERVER.uri("/"));
  private static final StatementLog LOG = new StatementLog(SERVER);

  @BeforeAll
  static void signUp() {
    var registration = API.register(ADA, PASSWORD).text("registration_id");
    assertThat(API.verify(registration, SERVER.awaitCode(ADA)).status()).isEqualTo(201);
    WORKER.close();
  }

  @Test
  void a_login_from_a_new_device_takes_seven_statements_and_two_commits() {
    var cost = LOG.costOf(() -> assertThat(API.login(ADA, PASSWORD).status()).isEqualTo(200));

    assertThat(cost).isEqualTo(new Cost(7, 2));
  }

  @Test
  void a_renewal_takes_one_statement_and_one_commit() {
    var token = API.login(ADA, PASSWORD).text("refresh_token");
    var body = Api.object("refresh_token", token);

    var cost =
        LOG.costOf(
            () -> assertThat(API.post("/api/v1/auth/refresh", body).status()).isEqualTo(200));

    assertThat(cost).isEqualTo(new Cost(1, 1));
  }

  @Test
  void a_session_check_with_its_user_takes_one_statement_and_no_commit() {
    var token = API.login(ADA, PASSWORD).text("access_token");

    var cost = LOG.costOf(() -> assertThat(API.me(token).status()).isEqualTo(200));

    assertThat(cost).isEqualTo(new Cost(1, 0));
  }

  @Test
  void asking_for_a_new_password_costs_an_owner_and_a_stranger_the_same() {
    var owner = LOG.costOf(() -> forget(ADA));
    var stranger = LOG.costOf(() -> forget("nobody@example.com"));

    assertThat(owner).isEqualTo(new Cost(3, 2));
    assertThat(stranger).isEqualTo(owner);
  }

  @Test
  void one_request_too_many_costs_an_owner_and_a_stranger_the_same() {
    for (var knock = 0; knock < 5; knock++) {
      forget("ada+flooded@example.com");
      forget("flooded@example.com");
    }
    var owner = LOG.costOf(() -> forget("ada+flooded@example.com"));
    var stranger = LOG.costOf(() -> forget("flooded@example.com"));

    assertThat(stranger).isEqualTo(owner);
  }

  private static void forget(String email) {
    assertThat(API.post("/api/v1/auth/password-reset", Api.object("email", email)).status())
        .isEqualTo(202);
  }
}
