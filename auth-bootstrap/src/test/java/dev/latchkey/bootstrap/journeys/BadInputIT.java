package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole table of bad input against the packaged server with 256 MiB of heap: each row is
 * refused in our form, quickly, and never with a status of 500 and above; then its twin works on a
 * new connection.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final Duration QUICKLY = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private ServerProcess server;
  private Wire wire;
  private String token;
  private String cursor;

  @BeforeAll
  void signUp(@TempDir Path data) {
    server = ServerProcess.serve(data, Map.of("SESSION_LIMIT", "1000"));
    wire = Wire.to(server.base());
    var api = server.api();
    token = api.signUp(BadInput.EMAIL, BadInput.PASSWORD).text("access_token");
    api.login(BadInput.EMAIL, BadInput.PASSWORD);
    cursor = api.get("/api/v1/users/sessions?limit=1", token).text("next_cursor");
  }

  @AfterAll
  void nothingIsLeftOfIt() {
    server.close();
    assertThat(server.timesLogged("failed unexpectedly")).isZero();
    assertThat(server.timesLogged("OutOfMemoryError")).isZero();
  }

  static Stream<BadInput.Shape> shapes() {
    return BadInput.all();
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("shapes")
  void it_is_refused_in_our_form_and_its_twin_works(BadInput.Shape shape) {
    var refused = wire.send(filled(shape.bad()));
    var good = wire.send(filled(shape.good()));

    assertThat(refused.open()).as("still open after " + refused.took()).isFalse();
    assertThat(refused.took()).isLessThan(QUICKLY);
    assertRefused(refused, Arrays.asList(shape.refusal().split("\\|")));
    assertThat(good.status()).as(good.text()).isBetween(200, 204);
    assertThat(good.took()).isLessThan(QUICKLY);
  }

  private String filled(String request) {
    return request.replace("{token}", token).replace("{cursor}", cursor);
  }

  private static void assertRefused(Wire.Heard refused, List<String> expected) {
    if (refused.text().isEmpty()) {
      assertThat(expected).contains("closed");
      return;
    }
    AnswerForm.assertProblem(refused);
    assertThat(expected).as(refused.text()).contains(refused.status() + " " + code(refused));
  }

  private static String code(Wire.Heard heard) {
    try {
      return JSON.readTree(heard.body()).path("code").asText();
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(heard.text(), notJson);
    }
  }
}
