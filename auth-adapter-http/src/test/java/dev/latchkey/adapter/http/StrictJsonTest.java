package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are what the documentation says, or they are refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictJsonTest {
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String GOOD = "{\"email\":\"a@b.cd\",\"password\":\"12345678\"}";

  private final TestServer server = TestServer.start();
  private final Client client = server.client();

  /** Many of these bodies are tries at the same password. */
  @BeforeEach
  void let_a_quiet_hour_pass() {
    server.time.advance(Duration.ofHours(1));
  }

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        " \n\t" + GOOD + "\r\n ",
        "{\"password\":\"12345678\",\"email\":\"a@b.cd\"}",
        "{\"email\":\"a@b.cd\",\"password\":\"\\ud83d\\udd11\\u0041\\n\"}",
        "{\"email\":\"\",\"password\":\"\"}"
      })
  void a_body_as_documented_is_read(String json) {
    assertThat(client.post(LOGIN, json).problem()).isEqualTo("401 invalid_credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "null",
        "[]",
        "\"a\"",
        "1",
        "{}{}",
        "[" + GOOD + "]",
        GOOD + "x",
        GOOD + GOOD,
        "{\"email\":\"a@b.cd\",\"password\":\"12345678\",}",
        "{'email':'a@b.cd','password':'12345678'}",
        "{email:\"a@b.cd\",password:\"12345678\"}",
        "/* a */" + GOOD,
        "{\"email\":\"a@b.cd\",\"password\":\"12345678\",\"admin\":true}",
        "{\"email\":\"a@b.cd\",\"email\":\"c@d.ef\",\"password\":\"12345678\"}",
        "{\"Email\":\"a@b.cd\",\"password\":\"12345678\"}",
        "{\"email\":\"a@b.cd\",\"password\":12345678}",
        "{\"email\":\"a@b.cd\",\"password\":1e999999}",
        "{\"email\":\"a@b.cd\",\"password\":NaN}",
        "{\"email\":\"a@b.cd\",\"password\":true}",
        "{\"email\":\"a@b.cd\",\"password\":[\"12345678\"]}",
        "{\"email\":\"a@b.cd\",\"password\":{}}",
        "{\"email\":\"a@b.cd\",\"password\":\"a\tb\"}",
        "{\"email\":\"a@b.cd\",\"password\":\"\\ud800\"}",
        "{\"email\":\"a@b.cd\",\"password\":\"\\udc00\\ud800\"}",
        "{\"email\":\"a@b.cd\",\"password\":\"12345678\\u0000\"}",
        "{\"email\":\"a@b.cd\",\"password\":\"12345678\\x\"}",
        "\ufeff" + GOOD,
        "{\"\\ud800\":1}"
      })
  @Requirement("S2-64")
  void anything_else_is_malformed(String json) {
    assertThat(client.post(LOGIN, json).problem()).isEqualTo("400 malformed_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32", "windows-1252"})
  void another_encoding_than_utf_8_is_malformed(String charset) {
    var json = "{\"email\":\"a@b.cd\",\"password\":\"\u00e4\u00f6\u00fc45678\"}";
    var body = BodyPublishers.ofByteArray(json.getBytes(Charset.forName(charset)));

    var answer = client.with("Content-Type", "application/json").send("POST", LOGIN, body);

    assertThat(answer.problem()).isEqualTo("400 malformed_request");
  }

  @Test
  void nesting_ends_the_reading_early() {
    var deep = "[".repeat(30_000) + "]".repeat(30_000);

    assertThat(client.post(LOGIN, "{\"email\":" + deep + "}").problem())
        .isEqualTo("400 malformed_request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | 401",
        "Application/JSON | 401",
        "application/json;charset=utf-8 | 401",
        "application/json; charset=\"UTF-8\" | 401",
        "application/json; charset=iso-8859-1 | 415",
        "application/json; profile=x | 415",
        "application/jsonp | 415",
        "text/plain | 415",
        "application/x-www-form-urlencoded | 415",
        "multipart/form-data; boundary=x | 415"
      })
  void a_body_says_that_it_is_json(String type, int status) {
    var answer =
        client.with("Content-Type", type).send("POST", LOGIN, BodyPublishers.ofString(GOOD));

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void a_body_without_a_type_or_in_a_compressed_form_is_415() {
    assertThat(client.send("POST", LOGIN, BodyPublishers.ofString(GOOD)).problem())
        .isEqualTo("415 unsupported_media_type");
    assertThat(client.with("Content-Encoding", "gzip").post(LOGIN, GOOD).problem())
        .isEqualTo("415 unsupported_media_type");
    assertThat(client.with("Content-Encoding", "identity").post(LOGIN, GOOD).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | email, password",
        "{\"email\":null,\"password\":null} | email, password",
        "{\"email\":\"a@b.cd\"} | password"
      })
  void every_field_that_is_missing_is_named(String json, String fields) {
    var answer = client.post(LOGIN, json);

    assertThat(answer.problem()).isEqualTo("422 invalid_fields");
    var errors = answer.json().path("errors");
    assertThat(String.join(", ", errors.findValuesAsText("field"))).isEqualTo(fields);
    assertThat(errors.findValuesAsText("code")).containsOnly("required");
  }

  @Test
  void fields_are_named_as_the_client_writes_them() {
    var answer = client.post("/api/v1/auth/verify-email", "{}");

    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactly("code", "registration_id");
  }

  @Test
  void a_refusal_names_the_field_but_repeats_no_value() {
    var unknown = client.post(LOGIN, "{\"admin<b>\":\"topsecret\"}");
    var mistyped = client.post(LOGIN, "{\"email\":\"a@b.cd\",\"password\":31415926}");

    assertThat(unknown.text("detail")).isEqualTo("unknown field: admin?b?");
    assertThat(mistyped.text("detail")).isEqualTo("wrong type of value: password");
    assertThat(unknown.body() + mistyped.body())
        .doesNotContain("topsecret", "31415926", "latchkey.adapter", "Request");
  }

  @Test
  void a_refusal_repeats_no_name_that_could_be_a_secret() {
    var token = client.post(LOGIN, "{\"" + "aB3_".repeat(11) + "\":1}");
    var code = client.post(LOGIN, "{\"12345678\":1}");

    assertThat(token.text("detail")).isEqualTo("unknown field: ?");
    assertThat(code.text("detail")).isEqualTo("unknown field: ????????");
  }

  @Test
  void a_body_may_be_as_large_as_the_limit_and_no_larger() {
    var frame = "{\"email\":\"a@b.cd\",\"password\":\"\"}".length();
    var limit = 64 << 10;

    assertThat(client.post(LOGIN, sized(limit - frame)).problem())
        .isEqualTo("401 invalid_credentials");
    assertThat(client.post(LOGIN, sized(limit - frame + 1)).problem())
        .isEqualTo("413 payload_too_large");
    assertThat(client.post(LOGIN, sized(1 << 20)).problem()).isEqualTo("413 payload_too_large");
  }

  /** As often as it takes to meet the moment in which a closed connection swallows its answer. */
  @Test
  void who_sends_far_too_much_still_hears_that_it_is_too_much() {
    var body = sized(3 << 20);
    for (var time = 0; time < 200; time++) {
      assertThat(client.post(LOGIN, body).problem()).isEqualTo("413 payload_too_large");
    }
  }

  @Test
  void a_password_that_is_too_long_is_never_hashed() {
    var before = server.crypto.hasher().work();

    var answer =
        client.post(
            "/api/v1/auth/register",
            "{\"email\":\"a@b.cd\",\"password\":\"" + "a".repeat(60_000) + "\"}");

    assertThat(answer.problem()).isEqualTo("422 invalid_fields");
    assertThat(client.post(LOGIN, sized(60_000)).status()).isEqualTo(401);
    assertThat(server.crypto.hasher().work()).isEqualTo(before);
  }

  private static String sized(int password) {
    var json = "{\"email\":\"a@b.cd\",\"password\":\"" + "a".repeat(password) + "\"}";
    assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(password);
    return json;
  }
}
