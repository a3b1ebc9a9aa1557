package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.PasskeyClient.ORIGIN;
import static dev.latchkey.adapter.http.PasskeyClient.PASSKEYS;
import static dev.latchkey.adapter.http.PasskeyClient.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passkeys over HTTP: each refusal is a 4xx, and has an honest twin. */
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

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      names = {
        "OTHER_TYPE",
        "NO_CHALLENGE",
        "CROSS_ORIGIN",
        "TOP_ORIGIN",
        "MEMBER_TWICE",
        "OTHER_RELYING_PARTY",
        "NO_USER_PRESENCE",
        "NO_USER_VERIFICATION",
        "BACKED_UP_WITHOUT_ELIGIBILITY",
        "OTHER_ELIGIBILITY",
        "NO_USER_HANDLE",
        "OTHER_USER_HANDLE",
        "STRANGE_USER_HANDLE",
        "TAMPERED_SIGNATURE",
        "GARBAGE_SIGNATURE",
        "TRUNCATED"
      })
  void a_showing_that_is_not_as_asked_is_401(Lie lie) {
    phone.signUp(phone.proven(ADA));

    assertThat(phone.login(lie).problem()).isEqualTo("401 invalid_credentials");
    assertThat(phone.login().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      names = {
        "OTHER_TYPE",
        "NO_CHALLENGE",
        "CROSS_ORIGIN",
        "MEMBER_TWICE",
        "OTHER_RELYING_PARTY",
        "NO_USER_PRESENCE",
        "NO_USER_VERIFICATION",
        "BACKED_UP_WITHOUT_ELIGIBILITY",
        "ALGORITHM_NOT_OFFERED",
        "ID_TOO_LONG",
        "OTHER_ID",
        "STATEMENT_WITHOUT_ATTESTATION",
        "TRUNCATED"
      })
  void a_passkey_that_is_not_as_asked_is_400(Lie lie) {
    var mine = phone.bearer(server.signUp(ADA));

    assertThat(mine.add(lie).problem()).isEqualTo("400 invalid_passkey");
    assertThat(mine.add().status()).isEqualTo(201);
    assertThat(key.signUp(key.proven(BOB), lie).problem()).isEqualTo("400 invalid_passkey");
    assertThat(key.signUp(key.proven("eve@example.com")).status()).isEqualTo(201);
  }

  @Test
  void a_megabyte_of_client_data_is_too_much() {
    phone.signUp(phone.proven(ADA));

    assertThat(phone.login(Lie.HUGE_CLIENT_DATA).problem()).isEqualTo("413 payload_too_large");
    assertThat(phone.login().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8081",
        "https://localhost:8080",
        "http://localhost",
        "http://localhost:8080.evil.example",
        "http://evil.example",
        "null"
      })
  void another_origin_is_401(String origin) {
    phone.signUp(phone.proven(ADA));
    var options = phone.loginOptions();

    assertThat(phone.login(options, phone.get(options, origin)).problem())
        .isEqualTo("401 invalid_credentials");
    assertThat(phone.login().status()).isEqualTo(200);
  }

  @Test
  void a_challenge_is_used_once_in_its_own_ceremony_and_in_time() {
    phone.signUp(phone.proven(ADA));
    var used = phone.loginOptions();
    var answer = phone.get(used, ORIGIN);
    assertThat(phone.login(used, answer).status()).isEqualTo(200);
    assertThat(phone.login(used, answer).problem()).isEqualTo("401 invalid_credentials");

    var one = phone.loginOptions();
    var other = phone.loginOptions();
    assertThat(phone.login(one, phone.get(other, ORIGIN)).problem())
        .isEqualTo("401 invalid_credentials");

    var late = phone.loginOptions();
    server.time.advance(Duration.ofMinutes(5));
    assertThat(phone.login(late, phone.get(late, ORIGIN)).problem())
        .isEqualTo("401 invalid_credentials");
    assertThat(phone.login().status()).isEqualTo(200);
  }

  @Test
  void the_same_answer_from_two_devices_at_once_signs_one_in() {
    phone.signUp(phone.proven(ADA));
    for (var round = 0; round < 5; round++) {
      var options = phone.loginOptions();
      var answer = phone.get(options, ORIGIN);

      var statuses = Race.of(2, () -> phone.login(options, answer).status());

      assertThat(statuses).containsExactlyInAnyOrder(200, 401);
    }
  }

  @Test
  void another_users_passkey_does_not_do_for_the_address_that_was_typed() {
    phone.signUp(phone.proven(ADA));
    key.signUp(key.proven(BOB));

    for (var typed : List.of(BOB, "nobody@example.com")) {
      var options = phone.loginOptions(typed);
      assertThat(phone.login(options, phone.get(options, ORIGIN)).problem())
          .isEqualTo("401 invalid_credentials");
    }
    var options = phone.loginOptions(ADA);
    assertThat(phone.login(options, phone.get(options, ORIGIN)).status()).isEqualTo(200);
  }

  @Test
  void a_count_that_went_back_is_401() {
    key.signUp(key.proven(ADA));
    assertThat(key.login().status()).isEqualTo(200);

    assertThat(key.login(Lie.COUNTER_BACK).problem()).isEqualTo("401 invalid_credentials");
    assertThat(key.login().status()).isEqualTo(200);
  }

  @Test
  void a_passkey_that_nobody_has_any_more_is_said_to_be_unknown() {
    var mine = phone.bearer(server.signUp(ADA));
    mine.remove(mine.add().text("id"));

    var answer = phone.login();

    assertThat(answer.problem()).isEqualTo("401 unknown_credential");
    assertThat(answer.header("WWW-Authenticate")).isPresent();
  }

  @Test
  void a_credential_that_is_registered_already_is_409() {
    phone.signUp(phone.proven(ADA));
    var bob = server.signUp(BOB);

    assertThat(phone.bearer(bob).add(Lie.ID_AGAIN).problem()).isEqualTo("409 passkey_taken");
    var eve = phone.proven("eve@example.com");
    assertThat(phone.signUp(eve, Lie.ID_AGAIN).problem()).isEqualTo("409 passkey_taken");
    assertThat(key.signUp(eve).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ceremony_id\":\"%s\",\"credential\":\"{}\"}",
        "{\"ceremony_id\":\"%s\",\"credential\":[]}",
        "{\"ceremony_id\":\"%s\",\"credential\":{\"id\":\"a\",\"id\":\"b\"}}",
        "{\"ceremony_id\":\"%s\",\"credential\":{\"id\":\"\\u0000\"}}",
        "{\"ceremony_id\":{},\"credential\":{}}"
      })
  void what_is_no_object_is_400(String body) {
    var id = phone.loginOptions().text("ceremony_id");

    assertThat(server.client().post(PASSKEYS + "/authenticate", body.replace("%s", id)).problem())
        .isEqualTo("400 malformed_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":null}",
        "{\"id\":7,\"response\":[]}",
        "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}"
      })
  void an_object_that_is_no_credential_is_401(String credential) {
    assertThat(phone.login(phone.loginOptions(), credential).problem())
        .isEqualTo("401 invalid_credentials");
  }

  @Test
  void without_a_ceremony_or_a_credential_the_body_is_422() {
    for (var path : List.of(PASSKEYS + "/authenticate", SIGN_UP)) {
      assertThat(server.client().post(path, "{}").problem()).isEqualTo("422 invalid_fields");
    }
    assertThat(
            server
                .client()
                .bearer(server.signUp(ADA).text("access_token"))
                .post(PASSKEYS, "{\"credential\":{}}")
                .problem())
        .isEqualTo("422 invalid_fields");
  }

  @Test
  void only_one_kind_of_mediation_is_known() {
    var token = server.signUp(ADA).text("access_token");
    var client = server.client().bearer(token);
    var path = PASSKEYS + "/registration-options";

    assertThat(client.post(path, "{\"mediation\":\"silent\"}").problem())
        .isEqualTo("422 invalid_fields");
    assertThat(client.post(path, "{}").status()).isEqualTo(200);
    var options = client.post(path, "{\"mediation\":\"conditional\"}");
    assertThat(options.status()).isEqualTo(200);
    var made = phone.create(options, ORIGIN, Lie.NO_USER_PRESENCE, Lie.NO_USER_VERIFICATION);
    assertThat(phone.bearer(token).add(options, made).status()).isEqualTo(201);
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
