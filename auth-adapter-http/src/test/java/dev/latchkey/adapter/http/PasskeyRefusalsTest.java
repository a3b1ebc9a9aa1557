package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.PasskeyClient.ORIGIN;
import static dev.latchkey.adapter.http.PasskeyClient.PASSKEYS;
import static dev.latchkey.adapter.http.PasskeyClient.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with passkeys over HTTP: each refusal is a 4xx, and has an honest twin. */
class PasskeyRefusalsTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";

  @AutoClose private final TestServer server = TestServer.start();
  private final PasskeyClient phone = new PasskeyClient(server, SoftwareAuthenticator.synced(1));
  private final PasskeyClient key = new PasskeyClient(server, SoftwareAuthenticator.securityKey(2));

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
}
