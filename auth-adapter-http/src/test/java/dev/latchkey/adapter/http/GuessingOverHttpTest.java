package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A patient attacker: a hundred wrong passwords in sixty days, from forty places, over every way
 * that takes one, in four spellings; and the owner meanwhile.
 */
class GuessingOverHttpTest {
  private static final String ADA = "ada@example.com";
  private static final List<String> SPELLINGS =
      List.of(ADA, "ADA@example.com", " Ada@Example.COM ", "aDa@EXAMPLE.com");
  private static final int GUESSES = 100;
  private static final int PLACES = 40;
  private static final Duration BETWEEN = Duration.ofDays(60).dividedBy(GUESSES);
  private static final String WRONG = "a wrong guess indeed";
  private static final String FRESH = "another correct horse battery";

  private final TestServer server =
      new TestServer(
          new TestServer.Options().behind("127.0.0.1", "::1").rates(RatePolicy.standard()));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S1-53", "S2-79"})
  void the_guess_after_a_hundred_wrong_ones_is_refused_and_the_owner_is_never_kept_out() {
    server.signUp(ADA);
    var owner = at(0).with("X-Device-Token", deviceOfOwner());
    for (var n = 0; n < GUESSES; n++) {
      var session = signIn(owner);
      assertThat(session.status()).as("the owner after %s guesses", n).isEqualTo(200);
      assertThat(guess(n, session.text("access_token"), WRONG))
          .as("guess %s", n)
          .isEqualTo("401 invalid_credentials");
      server.time.advance(BETWEEN);
    }

    var stolen = signIn(owner).text("access_token");
    for (var way = 0; way < 3; way++) {
      assertThat(guess(way, stolen, TestServer.PASSWORD)).isEqualTo("401 invalid_credentials");
    }
    assertThat(signIn(owner).status()).isEqualTo(200);

    rebind();
    assertThat(at(7).post("/api/v1/auth/login", credentials(ADA, FRESH)).status()).isEqualTo(200);
  }

  private String deviceOfOwner() {
    return signIn(at(0)).header("X-Device-Token").orElseThrow();
  }

  private static Answer signIn(Client client) {
    return client.post("/api/v1/auth/login", TestServer.credentials(ADA));
  }

  /** From one of the places, by one of the ways, in one of the spellings; no device is shown. */
  private String guess(int n, String stolen, String password) {
    var client = at(1 + n % PLACES);
    var answer =
        switch (n % 3) {
          case 0 ->
              client.post("/api/v1/auth/login", credentials(SPELLINGS.get(n / 3 % 4), password));
          case 1 ->
              client
                  .bearer(stolen)
                  .post("/api/v1/auth/reauthenticate", "{\"password\":\"%s\"}".formatted(password));
          default ->
              client
                  .bearer(stolen)
                  .post(
                      "/api/v1/auth/password-change",
                      "{\"current_password\":\"%s\",\"new_password\":\"%s\"}"
                          .formatted(password, FRESH));
        };
    return answer.problem();
  }

  private void rebind() {
    at(0).post("/api/v1/auth/password-reset", "{\"email\":\"%s\"}".formatted(ADA));
    server.storage.deliverAll();
    var token =
        server.notifier.sentTo(EmailAddress.of(ADA)).stream()
            .filter(PasswordReset.class::isInstance)
            .map(mail -> ((PasswordReset) mail).token().reveal())
            .findFirst()
            .orElseThrow();
    var completed =
        at(0)
            .post(
                "/api/v1/auth/password-reset/complete",
                "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, FRESH));
    assertThat(completed.status()).isEqualTo(204);
  }

  private Client at(int place) {
    return server.client().with("X-Forwarded-For", "198.51.100." + place);
  }

  private static String credentials(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }
}
