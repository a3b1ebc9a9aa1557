package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost password and a server that is killed (SIGKILL) at every step. */
class PasswordResetKillIT {
  private static final String ADA = "ada@example.com";
  private static final String PASSWORD = "canary-lost in the crash";
  private static final String FRESH = "canary-found in the debris";
  private static final String REQUEST = "/api/v1/auth/password-reset";
  private static final Pattern TOKEN = Pattern.compile("/password/reset#token=([A-Za-z0-9_-]{43})");

  @TempDir Path data;

  @Test
  void what_was_acknowledged_is_true_after_each_kill() {
    var first = ServerProcess.serve(data, Map.of());
    assertThat(first.api().signUp(ADA, PASSWORD).status()).isEqualTo(201);
    first.kill();

    // Nobody delivers: the mail is still to be written when the server dies.
    var second = ServerProcess.serve(data, Map.of("WORKER", "off"));
    var asked = second.api().post(REQUEST, Api.object("email", ADA));
    assertThat(asked.status()).isEqualTo(202);
    assertThat(tokens(second.api())).isEmpty();
    second.kill();

    var third = ServerProcess.serve(data, Map.of());
    var token = Eventually.get("a token", () -> tokens(third.api()).stream().findFirst());
    assertThat(complete(third.api(), token)).isEqualTo(204);
    third.kill();

    try (var last = ServerProcess.serve(data, Map.of())) {
      assertThat(last.api().login(ADA, FRESH).status()).isEqualTo(200);
      assertThat(last.api().login(ADA, PASSWORD).status()).isEqualTo(401);
      assertThat(complete(last.api(), token)).isEqualTo(400);
      assertThat(tokens(last.api())).containsExactly(token);
      Eventually.get("the notice", () -> notice(last.api()));
    }
  }

  private static int complete(Api api, String token) {
    return api.post(REQUEST + "/complete", Api.object("token", token, "password", FRESH)).status();
  }

  private static List<String> tokens(Api api) {
    return api.mails(ADA).stream()
        .flatMap(mail -> TOKEN.matcher(mail.path("text").asText()).results())
        .map(found -> found.group(1))
        .toList();
  }

  private static Optional<JsonNode> notice(Api api) {
    return api.mails(ADA).stream()
        .filter(mail -> mail.path("subject").asText().contains("was set anew"))
        .findFirst();
  }
}
