package dev.latchkey.bootstrap.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.journeys.Api.Answer;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody reads his own language, whoever asks, on every node and after every start. */
class LanguageJourneyTest {
  private static final String PASSWORD = "canary-words in my own tongue";
  private static final String FRESH = "canary-other words, same tongue";
  private static final String CHANGE = "/api/v1/auth/password-change";
  private static final String RESET = "/api/v1/auth/password-reset";
  private static final String PROFILE = "/api/v1/users/profile";

  @AutoClose private static final RunningServer SERVER = RunningServer.start();
  private static final Api API = new Api(SERVER.uri("/"));

  @TempDir private Path words;

  @Test
  void a_german_is_written_to_in_german_until_he_chooses_english() {
    var ada = "ada@example.com";
    var born = signUp(SERVER, ada, "de-DE,de;q=0.9,en;q=0.8");
    assertThat(born.body().path("user").path("language").asText()).isEqualTo("de-DE");
    assertGerman(SERVER.awaitMail(ada, mail -> Api.codeIn(mail.text()).isPresent()));
    assertGerman(SERVER.awaitMail(ada, mail -> mail.subject().startsWith("Willkommen")));

    var token = born.text("access_token");
    var chosen = Api.object("name", "Ada", "language", "en");
    assertThat(API.put(PROFILE, chosen, token).text("language")).isEqualTo("en");
    var change = Api.object("current_password", PASSWORD, "new_password", FRESH);
    assertThat(API.asking("de").post(CHANGE, change, token).status()).isEqualTo(200);

    assertEnglish(SERVER.awaitMail(ada, mail -> mail.subject().contains("was changed")));
  }

  @Test
  void a_stranger_who_asks_in_german_does_not_make_an_english_mail_german() {
    signUp(SERVER, "eve@example.com", "en");
    var stranger = API.asking("de");

    stranger.post(RESET, Api.object("email", "eve@example.com"));
    stranger.register("eve@example.com", FRESH);
    stranger.post(RESET, Api.object("email", "nobody@example.com"));

    assertEnglish(
        SERVER.awaitMail("eve@example.com", mail -> mail.text().contains("/password/reset")));
    assertEnglish(
        SERVER.awaitMail("eve@example.com", mail -> mail.subject().contains("already have")));
    assertGerman(SERVER.awaitMail("nobody@example.com", mail -> true));
  }

  @Test
  void after_a_new_start_with_words_of_the_operator_everybody_reads_what_he_read_or_better()
      throws IOException {
    try (var database = RunningServer.start(Map.of("WORKER", "off"))) {
      try (var first = database.another(Map.of())) {
        signUp(first, "bea@example.com", "de");
        signUp(first, "pia@example.com", "pt-BR");
        signUp(first, "fia@example.com", "fi");
        assertEnglish(first.awaitMail("pia@example.com", LanguageJourneyTest::isWelcome));
      }
      write("messages_pt.properties", portuguese());
      write("messages_de.properties", "password_reset.subject=Neu bei {app}\n");
      try (var second = database.another(Map.of("MAIL_MESSAGES_DIR", words.toString()))) {
        for (var name : List.of("bea", "pia", "fia", "nobody")) {
          var asked = Api.object("email", name + "@example.com");
          new Api(second.uri("/")).asking("pt").post(RESET, asked);
        }
        assertGerman(
            second.awaitMail("bea@example.com", mail -> mail.subject().equals("Neu bei Latchkey")));
        assertEnglish(second.awaitMail("fia@example.com", LanguageJourneyTest::isReset));
        second.awaitMail("pia@example.com", LanguageJourneyTest::isPortuguese);
        second.awaitMail("nobody@example.com", LanguageJourneyTest::isPortuguese);
      }
    }
  }

  private static boolean isWelcome(Mail mail) {
    return mail.subject().equals("Welcome to Latchkey");
  }

  private static boolean isReset(Mail mail) {
    return mail.text().contains("/password/reset");
  }

  private static boolean isPortuguese(Mail mail) {
    return mail.subject().startsWith("(pt) ") && mail.html().contains("<html lang=\"pt\">");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(words.resolve(name), text, UTF_8);
  }

  private static String portuguese() throws IOException {
    var english = new Properties();
    var file =
        Objects.requireNonNull(
            LanguageJourneyTest.class.getResourceAsStream("/mail/messages_en.properties"));
    try (var reader = new InputStreamReader(file, UTF_8)) {
      english.load(reader);
    }
    return english.stringPropertyNames().stream()
        .map(key -> key + "=" + (key.equals("date") ? "" : "(pt) ") + english.getProperty(key))
        .collect(Collectors.joining("\n"));
  }

  private static Answer signUp(RunningServer server, String email, String asked) {
    var api = new Api(server.uri("/"));
    var registration = api.asking(asked).register(email, PASSWORD).text("registration_id");
    var born = api.verify(registration, server.awaitCode(email));
    assertThat(born.status()).isEqualTo(201);
    return born;
  }

  private static void assertGerman(Mail mail) {
    assertThat(mail.html()).contains("<html lang=\"de\">");
    assertThat(mail.text()).contains("Gesendet von").doesNotContain("Sent by");
  }

  private static void assertEnglish(Mail mail) {
    assertThat(mail.html()).contains("<html lang=\"en\">");
    assertThat(mail.text()).contains("Sent by").doesNotContain("Gesendet von");
  }
}
