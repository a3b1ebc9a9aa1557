package dev.latchkey.bootstrap.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.user.ImportUsers.Candidate;
import dev.latchkey.bootstrap.transfer.UserLine.Parsed;
import dev.latchkey.testkit.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserLineTest {
  private static final String FULL =
      """
      {"email": "ada@example.com", "name": "Ada", "created_at": "2019-03-01T13:00:00+01:00",\
       "email_verified": true, "disabled": true, "language": "de", "password_hash": "$2b$04$canary"}""";

  private static final String KEYCLOAK =
      """
      {"email": "ada@example.com", "email_verified": true, "keycloak_credential": {"id": "x",\
       "type": "password", "createdDate": 1,\
       "secretData": "{\\"value\\":\\"CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc=\\",\\"salt\\":\\"c2FsdHNhbHQ=\\"}",\
       "credentialData": "{\\"hashIterations\\":27500,\\"algorithm\\":\\"pbkdf2-sha256\\"}"}}""";

  private static final String KEYCLOAK_ARGON2 =
      """
      {"email": "ada@example.com", "email_verified": true, "keycloak_credential": {\
       "secretData": {"value": "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc=", "salt": "c2FsdHNhbHQ="},\
       "credentialData": {"hashIterations": 5, "algorithm": "argon2", "additionalParameters":\
       {"hashLength": ["32"], "memory": ["7168"], "type": ["id"], "version": ["1.3"],\
       "parallelism": ["1"]}}}}""";

  @Test
  void every_field_is_read() {
    assertThat(user(FULL))
        .isEqualTo(
            new Candidate(
                "ada@example.com",
                "Ada",
                "de",
                Instant.parse("2019-03-01T12:00:00Z"),
                true,
                true,
                "$2b$04$canary"));
  }

  @Test
  void what_may_be_left_out_may_be_left_out_or_null() {
    var least =
        "{'email': 'a@example.com', 'password_hash': 'x', 'name': null, 'created_at': null}";

    assertThat(user(least.replace('\'', '"')))
        .isEqualTo(new Candidate("a@example.com", null, null, null, false, false, "x"));
  }

  @Test
  void passwords_of_keycloak_become_phc_strings() {
    assertThat(user(KEYCLOAK).passwordHash())
        .isEqualTo(
            "$pbkdf2-sha256$i=27500$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assertThat(user(KEYCLOAK.replace("-sha256", "")).passwordHash())
        .startsWith("$pbkdf2-sha1$i=27500$");
    assertThat(user(KEYCLOAK.replace("256", "512")).passwordHash())
        .startsWith("$pbkdf2-sha512$i=27500$");
    assertThat(user(KEYCLOAK_ARGON2).passwordHash())
        .isEqualTo(
            "$argon2id$v=19$m=7168,t=5,p=1$c2FsdHNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assertThat(user(KEYCLOAK_ARGON2.replace("1.3", "1.0")).passwordHash()).contains("$v=16$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "canary | line 7: not one JSON object",
        "[] | line 7: not one JSON object",
        "'canary' | line 7: not one JSON object",
        "{} {} | line 7: not one JSON object",
        "{'email': 'canary', 'email': 'canary'} | line 7: not one JSON object",
        "{'email': 'canary | line 7: not one JSON object",
        "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{}}}}}}}}}}} | line 7: not one JSON object",
        "{'password_hash': 'canary'} | line 7: email: is needed",
        "{'email': 1, 'password_hash': 'canary'} | line 7: email: must be a string",
        "{'email': 'a', 'password_hash': 7} | line 7: password_hash: must be a string",
        "{'email': 'a'} | line 7: password_hash: exactly one of password_hash and keycloak_credential is needed",
        "{'email': 'a', 'password_hash': 'canary', 'keycloak_credential': {}} | line 7: password_hash: exactly one of password_hash and keycloak_credential is needed",
        "{'email': 'a', 'keycloak_credential': 'canary'} | line 7: keycloak_credential: not a password as Keycloak exports it",
        "{'email': 'a', 'keycloak_credential': {'secretData': '{}', 'credentialData': '{}'}} | line 7: keycloak_credential: not a password as Keycloak exports it",
        "{'email': 'a', 'password_hash': 'x', 'email_verified': 'true'} | line 7: email_verified: must be true or false",
        "{'email': 'a', 'password_hash': 'x', 'disabled': 1} | line 7: disabled: must be true or false",
        "{'email': 'a', 'password_hash': 'x', 'created_at': '21.11.2026'} | line 7: created_at: must be a time like 2026-11-21T09:30:00Z",
        "{'email': 'a', 'password_hash': 'x', 'created_at': 1} | line 7: created_at: must be a string",
        "{'email': 'a', 'password_hash': 'x', 'roles': []} | line 7: roles: is not known here",
        "{'email': 'a', 'password_hash': 'x', '\\u001b[31mcanary': 1} | line 7: a field: is not known here",
      })
  void what_is_wrong_is_told_by_line_and_field_and_never_quoted(String line, String told) {
    var parsed = UserLine.parse(new Line.Text(7, line.replace('\'', '"')));

    assertThat(parsed)
        .isInstanceOfSatisfying(
            Parsed.Wrong.class, wrong -> assertThat(wrong.fault().told()).isEqualTo(told));
  }

  @Test
  void whatever_the_line_it_is_a_user_or_wrong() {
    var inputs =
        Mutations.feed(
            List.of(FULL, KEYCLOAK, KEYCLOAK_ARGON2),
            Duration.ofSeconds(2),
            input -> UserLine.parse(new Line.Text(1, new String(input, StandardCharsets.UTF_8))));

    assertThat(inputs).isGreaterThan(1000);
  }

  private static Candidate user(String line) {
    return ((Parsed.User) UserLine.parse(new Line.Text(1, line))).candidate();
  }
}
