package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How a password that is not taken is refused. */
class RefusedPasswordsTest {
  private static final String ADDRESS = "football@example.com";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client client = server.client();

  @Test
  void every_fault_is_an_error_of_its_own_with_a_code_and_an_advice() {
    var answer = register("football");

    assertThat(answer.problem()).isEqualTo("422 invalid_fields");
    var errors = answer.json().path("errors");
    assertThat(errors.findValuesAsText("field")).containsExactly("password", "password");
    assertThat(errors.findValuesAsText("code")).containsExactly("common", "contextual");
    assertThat(errors.findValuesAsText("message"))
        .allSatisfy(message -> assertThat(message).contains(": use "));
  }

  @Test
  void what_is_easy_to_guess_is_refused_with_the_reason() {
    var errors = register("abcdefghijkl").json().path("errors");

    assertThat(errors.findValuesAsText("code")).containsExactly("guessable");
    assertThat(errors.findValuesAsText("message").getFirst()).contains("like abc or 6543");
  }

  @Test
  void no_answer_and_no_log_line_holds_the_password() {
    try (var log = new CapturedLog()) {
      var answer = register("football2011");

      assertThat(answer.problem()).isEqualTo("422 invalid_fields");
      assertThat(answer.body()).doesNotContain("football");
      assertThat(log.await("dev.latchkey.http.access", 1)).hasSize(1);
      assertThat(log.lines()).noneMatch(line -> line.contains("football"));
    }
  }

  @Test
  void an_honest_one_is_taken() {
    assertThat(register(TestServer.PASSWORD).status()).isEqualTo(202);
  }

  private Answer register(String password) {
    return client.post(
        "/api/v1/auth/register",
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADDRESS, password));
  }
}
