package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.PasskeyClient.ORIGIN;
import static dev.latchkey.adapter.http.PasskeyClient.PASSKEYS;
import static dev.latchkey.adapter.http.PasskeyClient.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Passkeys over HTTP, from signing up to removing the last one. */
class PasskeyRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";

  @AutoClose private final TestServer server = TestServer.start();
  private final PasskeyClient phone = new PasskeyClient(server, SoftwareAuthenticator.synced(1));
  private final PasskeyClient key = new PasskeyClient(server, SoftwareAuthenticator.securityKey(2));

  @Test
  void signing_up_and_in_without_any_password() {
    var born = phone.signUp(phone.proven(ADA));
    assertThat(born.status()).as(born.body()).isEqualTo(201);
    assertThat(born.header("X-Device-Token")).isPresent();

    var tokens = phone.login();

    assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
    var me = server.client().bearer(tokens.text("access_token")).get("/api/v1/auth/me").json();
    assertThat(me.path("email").asText()).isEqualTo(ADA);
    assertThat(me.path("amr").toString()).isEqualTo("[\"mfa\",\"pop\"]");
    assertThat(me.path("acr").asText()).isEqualTo("aal2");
    assertThat(Instant.parse(me.path("auth_time").asText()))
        .isEqualTo(server.time.instant().truncatedTo(ChronoUnit.SECONDS));
    assertThat(server.signIn(ADA).problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  void the_options_are_in_the_standard_form_and_tell_nothing() {
    phone.signUp(phone.proven(ADA));

    var known = phone.loginOptions(ADA);

    assertThat(known.json().path("public_key").path("challenge").asText()).hasSize(43);
    assertThat(known.json().path("public_key").path("rpId").asText()).isEqualTo("localhost");
    assertThat(shape(known)).isEqualTo(shape(phone.loginOptions("nobody@example.com")));
    assertThat(shape(known)).isEqualTo(shape(phone.loginOptions("no address")));
    assertThat(shape(known)).isEqualTo(shape(phone.loginOptions()));
  }

  private static String shape(Answer options) {
    return options
        .body()
        .replace(options.text("ceremony_id"), "")
        .replace(options.json().path("public_key").path("challenge").asText(), "");
  }

  @Test
  void in_a_browser_everything_goes_in_cookies() {
    var browser = server.browser();
    var started = browser.post("/api/v1/auth/register", "{\"email\":\"%s\"}".formatted(ADA));
    var id = started.text("registration_id");
    browser.ask(
        "/api/v1/auth/verify-email",
        "{\"registration_id\":\"%s\",\"code\":\"%s\"}".formatted(id, server.codeFor(ADA)));
    var named = "\"registration_id\":\"" + id + "\"";

    var options = browser.post(SIGN_UP + "/options", "{" + named + "}");
    assertThat(options.status()).as(options.body()).isEqualTo(200);
    var made = phone.create(options, ORIGIN);
    var born =
        browser.ask(SIGN_UP, "{" + named + "," + PasskeyClient.answering(options, made) + "}");

    assertThat(born.status()).as(born.body()).isEqualTo(201);
    assertThat(born.json().has("access_token")).isFalse();
    assertThat(browser.cookies().keySet())
        .containsExactlyInAnyOrder("__Host-access", "__Host-refresh", "__Host-device");
    var login = browser.post(PASSKEYS + "/authentication-options");
    var other = server.browser();
    var back =
        other.ask(
            PASSKEYS + "/authenticate",
            "{" + PasskeyClient.answering(login, phone.get(login, ORIGIN)) + "}");
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(other.cookies()).containsKey("__Host-access");
    assertThat(other.get(PASSKEYS).json().path("items")).hasSize(1);
  }

  @Test
  void a_device_that_shows_its_token_stays_known() {
    var born = phone.signUp(phone.proven(ADA));
    var kept = born.header("X-Device-Token").orElseThrow();
    var options = phone.loginOptions();
    var shown = phone.get(options, ORIGIN);

    var back =
        server
            .client()
            .with("X-Device-Token", kept)
            .post(PASSKEYS + "/authenticate", "{" + PasskeyClient.answering(options, shown) + "}");

    assertThat(back.header("X-Device-Token")).contains(kept);
  }

  @Test
  void a_second_passkey_is_added_listed_renamed_and_removed() {
    var tokens = server.signUp(ADA);
    var mine = phone.bearer(tokens);

    var added = mine.add();

    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(added.text("name")).isEqualTo("Passkey");
    var id = added.text("id");
    assertThat(key.bearer(tokens).add().status()).isEqualTo(201);
    var listed = mine.list().json();
    assertThat(listed.path("items")).hasSize(2);
    assertThat(listed.path("items").path(0).path("id").asText()).isEqualTo(id);
    assertThat(mine.rename(id, " Work ").text("name")).isEqualTo("Work");
    assertThat(mine.rename(id, "").problem()).isEqualTo("422 invalid_fields");
    assertThat(mine.remove(id).status()).isEqualTo(204);
    assertThat(mine.remove(id).problem()).isEqualTo("404 not_found");
    assertThat(mine.rename(id, "Work").problem()).isEqualTo("404 not_found");
    assertThat(mine.list().json().path("items")).hasSize(1);
  }

  @Test
  void what_is_signalled_to_browsers_is_what_the_options_said() {
    var tokens = server.signUp(ADA);
    var mine = phone.bearer(tokens);
    var user = mine.addOptions().json().path("public_key").path("user");
    mine.add();

    var signal = mine.list().json().path("signal");

    assertThat(signal.path("user_id")).isEqualTo(user.path("id"));
    assertThat(signal.path("name")).isEqualTo(user.path("name"));
    assertThat(signal.path("display_name")).isEqualTo(user.path("displayName"));
    assertThat(texts(signal.path("accepted_credential_ids")))
        .containsExactlyElementsOf(phone.authenticator.ids());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(node -> node.asText()).toList();
  }

  @Test
  void the_last_way_in_is_kept_and_with_a_password_there_is_another() {
    var born = phone.signUp(phone.proven(ADA));
    var only = phone.bearer(born).list().json().path("items").path(0).path("id").asText();
    assertThat(phone.bearer(born).remove(only).problem()).isEqualTo("409 last_way_in");

    var bob = server.signUp(BOB);
    var his = key.bearer(bob).add().text("id");
    assertThat(key.bearer(bob).remove(his).status()).isEqualTo(204);
  }

  @Test
  void somebody_elses_passkey_is_not_found() {
    var ada = phone.signUp(phone.proven(ADA));
    var bob = server.signUp(BOB);
    var hers = phone.bearer(ada).list().json().path("items").path(0).path("id").asText();

    assertThat(key.bearer(bob).remove(hers).problem()).isEqualTo("404 not_found");
    assertThat(key.bearer(bob).rename(hers, "Mine").problem()).isEqualTo("404 not_found");
    assertThat(phone.bearer(ada).rename(hers, "Hers").status()).isEqualTo(200);
  }

  @Test
  void whoever_signed_in_a_while_ago_changes_nothing_before_he_shows_a_passkey_anew() {
    var born = phone.signUp(phone.proven(ADA));
    var mine = phone.bearer(born);
    var options = mine.addOptions();
    var made = key.create(options, ORIGIN);
    var id = mine.list().json().path("items").path(0).path("id").asText();
    server.time.advance(Duration.ofMinutes(5));

    for (var answer : List.of(mine.addOptions(), mine.add(options, made), mine.remove(id))) {
      assertThat(answer.problem()).isEqualTo("401 reauthentication_required");
    }
    assertThat(mine.rename(id, "Phone").status()).isEqualTo(200);

    var asked = mine.showOptions();
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    var fresh = mine.show(asked, mine.get(asked, ORIGIN));
    assertThat(fresh.status()).as(fresh.body()).isEqualTo(200);
    assertThat(fresh.text("session_id")).isEqualTo(born.text("session_id"));
    assertThat(key.bearer(fresh).add().status()).isEqualTo(201);
  }

  @Test
  void reauthenticating_takes_a_password_or_a_passkey_and_not_both() {
    var tokens = server.signUp(ADA);
    var mine = phone.bearer(tokens);
    assertThat(mine.showOptions().problem()).isEqualTo("409 no_passkey");
    mine.add();
    var options = mine.showOptions();
    var shown = mine.get(options, ORIGIN);
    var client = server.client().bearer(tokens.text("access_token"));
    var passkey = PasskeyClient.answering(options, shown);
    var password = "\"password\":\"" + TestServer.PASSWORD + "\"";
    var path = "/api/v1/auth/reauthenticate";

    for (var body :
        List.of(
            "{}",
            "{" + password + "," + passkey + "}",
            "{\"ceremony_id\":\"x\"}",
            "{\"credential\":{}}")) {
      assertThat(client.post(path, body).problem()).isEqualTo("422 invalid_fields");
    }
    assertThat(client.post(path, "{\"ceremony_id\":\"x\",\"credential\":{}}").problem())
        .isEqualTo("401 invalid_credentials");
    assertThat(client.post(path, "{" + passkey + "}").status()).isEqualTo(200);
    assertThat(client.post(path, "{" + password + "}").status()).isEqualTo(200);
  }

  @Test
  void without_a_ceremony_the_routes_are_not_there() {
    try (var plain = new TestServer(new TestServer.Options().withoutPasskeys())) {
      var client = plain.client();

      assertThat(client.post(PASSKEYS + "/authentication-options").problem())
          .isEqualTo("404 not_found");
      var started = client.post("/api/v1/auth/register", "{\"email\":\"%s\"}".formatted(ADA));
      var proven = plain.verify(started.text("registration_id"), plain.codeFor(ADA));
      assertThat(proven.json().path("next").toString()).isEqualTo("[\"password\"]");
      var token = plain.signUp(BOB).text("access_token");
      assertThat(
              client
                  .bearer(token)
                  .post(
                      "/api/v1/auth/reauthenticate",
                      "{\"ceremony_id\":\"%s\",\"credential\":{}}"
                          .formatted(started.text("registration_id")))
                  .problem())
          .isEqualTo("401 invalid_credentials");
    }
  }
}
