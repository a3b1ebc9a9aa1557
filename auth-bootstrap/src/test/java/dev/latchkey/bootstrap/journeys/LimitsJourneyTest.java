package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is set about limits holds in the server that is started with it. */
class LimitsJourneyTest {
  private static final String LOGIN = "/api/v1/auth/login";

  private final MutableTime time = MutableTime.somewhen();

  @Test
  @Requirement({"S1-82", "S0-20", "S1-36"})
  void so_many_requests_a_minute_as_are_set_are_answered_and_no_more() {
    try (var server = limited(Map.of("RATE_LIMIT_PER_MINUTE", "5"))) {
      var api = new Api(server.uri("/"));
      for (var i = 0; i < 5; i++) {
        assertThat(api.get("/").status()).isEqualTo(200);
      }
      assertThat(api.get("/").text("code")).isEqualTo("too_many_requests");
      assertThat(api.get("/nothing").status()).isEqualTo(429);
      assertThat(api.get("/health/ready").status()).isEqualTo(200);

      time.advance(Duration.ofMinutes(1));
      assertThat(api.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  @Requirement({"S0-21", "S1-57", "S4-07"})
  void so_many_sign_ins_as_are_set_are_tried_and_no_more() {
    try (var server = limited(Map.of("RATE_LIMIT_OPERATIONS", "login.address=2/15m"))) {
      var api = new Api(server.uri("/"));

      assertThat(login(api, "ada@example.com").status()).isEqualTo(401);
      assertThat(login(api, "bob@example.com").status()).isEqualTo(401);
      assertThat(login(api, "eve@example.com").status()).isEqualTo(429);
      assertThat(api.get("/").status()).isEqualTo(200);

      time.advance(Duration.ofMinutes(15));
      assertThat(login(api, "eve@example.com").status()).isEqualTo(401);
    }
  }

  @Test
  void a_server_for_load_tests_counts_nothing() {
    try (var server =
        RunningServer.start(Map.of("RATE_LIMITS", "off", "RATE_LIMIT_PER_MINUTE", "1"), time)) {
      var api = new Api(server.uri("/"));
      for (var i = 0; i < 50; i++) {
        assertThat(api.get("/").status()).isEqualTo(200);
      }
    }
  }

  private RunningServer limited(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("RATE_LIMITS", "on");
    return RunningServer.start(all, time);
  }

  private static Api.Answer login(Api api, String email) {
    return api.post(LOGIN, Api.object("email", email, "password", "not the password"));
  }
}
