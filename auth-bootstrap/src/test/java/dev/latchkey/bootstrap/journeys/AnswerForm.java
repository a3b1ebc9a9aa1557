package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How every refusal looks, whoever in the stack it comes from. */
final class AnswerForm {
  private static final List<String> ALWAYS =
      List.of(
          "X-Content-Type-Options",
          "X-Frame-Options",
          "Content-Security-Policy",
          "Referrer-Policy",
          "Permissions-Policy",
          "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy",
          "X-XSS-Protection",
          "X-Request-Id");

  private static final List<String> NEVER =
      List.of("Exception", "jetty", "Jetty", "javalin", "jackson", "\tat ", "dev.latchkey", "SQL");

  /** Of HTTP: what else could be said. */
  private static final int VERSION = 505;

  private AnswerForm() {}

  static void assertProblem(Wire.Heard heard) {
    if (heard.status() != VERSION) {
      assertThat(heard.status()).as(heard.text()).isBetween(400, 499);
    }
    assertThat(heard.values("Content-Type")).containsExactly("application/problem+json");
    assertThat(heard.values("Cache-Control")).containsExactly("no-store");
    assertThat(ALWAYS).allSatisfy(name -> assertThat(heard.values(name)).as(name).hasSize(1));
    assertThat(heard.text()).doesNotContain(NEVER);
    assertThat(heard.body())
        .contains("\"status\":" + heard.status())
        .contains("\"instance\":\"" + heard.values("X-Request-Id").getFirst() + "\"");
  }
}
