package dev.latchkey.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for resource servers prints code that compiles and does what it says. */
class VerifyingTokensDocTest {
  private static final Path PAGE = Path.of("..", "docs", "verifying-tokens.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/dev/latchkey/verifier/ResourceServerExample.java");

  @ParameterizedTest
  @ValueSource(strings = {"open", "answer"})
  void the_page_prints_the_example(String part) throws IOException {
    var example = Files.readString(EXAMPLE);
    var from = example.indexOf("// begin: " + part) + "// begin: ".length() + part.length();
    var printed = example.substring(from, example.indexOf("// end: " + part)).stripIndent();

    assertThat(flat(Files.readString(PAGE))).contains(flat(printed));
  }

  @Test
  void the_example_does_what_it_says() {
    var issuer = new Issuer();
    var time = new MutableTime(Issuer.NOW);
    try (var server = new KeyServer(issuer::jwks);
        var client = HttpClient.newHttpClient()) {
      var config = VerifierConfig.of(Issuer.NAME, Issuer.AUDIENCE).fetchedFrom(server.jwks());
      var example = new ResourceServerExample(AccessTokenVerifier.over(config, client, time));
      var later = Issuer.NOW.plus(Duration.ofMinutes(5));

      assertThat(example.answer(issuer.issue(), true, Issuer.NOW)).startsWith("200 ");
      assertThat(example.answer(issuer.issue(), false, later)).startsWith("200 ");
      assertThat(example.answer(issuer.issue(), true, later)).contains("insufficient_user");
      assertThat(example.answer("x", false, later)).startsWith("401 ").contains("invalid_token");
      server.answers(KeyServer.status(500));
      var away = new ResourceServerExample(AccessTokenVerifier.over(config, client, time));
      assertThat(away.answer(issuer.issue(), false, later)).isEqualTo("503");
    }
  }

  @Test
  void the_example_opens() {
    try (var verifier = ResourceServerExample.open()) {
      assertThat(verifier.verify("no token")).isEqualTo(new Verification.Invalid());
    }
  }

  private static String flat(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
