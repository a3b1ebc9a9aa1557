package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every secret that we hand out at every place that takes one: each is good where it belongs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenClassTest {

  /** What we hand out. */
  enum Token {
    ACCESS,
    REFRESH,
    CONTINUATION,
    CODE
  }

  /** Where something is taken, and what. */
  enum Consumer {
    BEARER_HEADER(Token.ACCESS),
    ACCESS_COOKIE(Token.ACCESS),
    LOGOUT_HEADER(Token.ACCESS),
    LOGOUT_ACCESS_COOKIE(Token.ACCESS),
    REFRESH_BODY(Token.REFRESH),
    REFRESH_COOKIE(Token.REFRESH),
    LOGOUT_BODY(Token.REFRESH),
    LOGOUT_REFRESH_COOKIE(Token.REFRESH),
    CONTINUATION_BODY(Token.CONTINUATION),
    CONTINUATION_COOKIE(Token.CONTINUATION),
    VERIFICATION(Token.CODE);

    private final Token takes;

    Consumer(Token takes) {
      this.takes = takes;
    }
  }

  /** One of each, all good at this moment. */
  private record Secrets(
      String access, String refresh, String proven, String continuation, String open, String code) {
    String of(Token token) {
      return switch (token) {
        case ACCESS -> access;
        case REFRESH -> refresh;
        case CONTINUATION -> continuation;
        case CODE -> code;
      };
    }
  }

  private final TestServer server = TestServer.start();
  private final AtomicInteger people = new AtomicInteger();

  @AfterAll
  void close() {
    server.close();
  }

  static List<Arguments> cells() {
    var cells = new ArrayList<Arguments>();
    for (var token : Token.values()) {
      for (var consumer : Consumer.values()) {
        cells.add(Arguments.of(token, consumer));
      }
    }
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void a_secret_is_taken_where_it_belongs_and_nowhere_else(Token token, Consumer consumer) {
    var secrets = secrets();

    var taken = isTaken(secrets, secrets.of(token), consumer);

    assertThat(taken).isEqualTo(consumer.takes == token);
    if (!taken) {
      // What was shown in the wrong place is as good as before, and so is all else.
      assertThat(isTaken(secrets, secrets.of(consumer.takes), consumer)).isTrue();
    }
  }

  private boolean isTaken(Secrets secrets, String secret, Consumer consumer) {
    return switch (consumer) {
      case BEARER_HEADER -> isFine(server.client().bearer(secret).get("/api/v1/auth/me"));
      case ACCESS_COOKIE -> isFine(page("access", secret).get("/api/v1/auth/me"));
      case REFRESH_BODY -> isFine(server.client().post("/api/v1/auth/refresh", body(secret)));
      case REFRESH_COOKIE -> isFine(page("refresh", secret).post("/api/v1/auth/refresh"));
      case CONTINUATION_BODY ->
          isFine(complete(server.client(), secrets, "\"continuation\":\"" + secret + "\","));
      case CONTINUATION_COOKIE -> isFine(complete(page("continuation", secret), secrets, ""));
      case VERIFICATION -> isFine(server.verify(secrets.open(), secret));
      case LOGOUT_HEADER ->
          ends(secrets, server.client().bearer(secret).post("/api/v1/auth/logout"));
      case LOGOUT_ACCESS_COOKIE ->
          ends(secrets, page("access", secret).post("/api/v1/auth/logout"));
      case LOGOUT_REFRESH_COOKIE ->
          ends(secrets, page("refresh", secret).post("/api/v1/auth/logout"));
      case LOGOUT_BODY -> ends(secrets, server.client().post("/api/v1/auth/logout", body(secret)));
    };
  }

  /** Logging out answers alike whether there was a session to end. */
  private boolean ends(Secrets secrets, Answer answer) {
    assertThat(answer.status()).isIn(204, 401);
    return !isFine(server.client().bearer(secrets.access()).get("/api/v1/auth/me"));
  }

  private static boolean isFine(Answer answer) {
    assertThat(answer.status()).isIn(200, 201, 400, 401);
    return answer.status() < 300;
  }

  private Client page(String cookie, String value) {
    return server
        .client()
        .with("Sec-Fetch-Site", "same-origin")
        .with("Cookie", "__Host-" + cookie + "=" + value);
  }

  private static String body(String refreshToken) {
    return "{\"refresh_token\":\"" + refreshToken + "\"}";
  }

  private static Answer complete(Client client, Secrets secrets, String continuation) {
    return client.post(
        "/api/v1/auth/register/password",
        "{\"registration_id\":\"%s\",%s\"password\":\"%s\"}"
            .formatted(secrets.proven(), continuation, PASSWORD));
  }

  private Secrets secrets() {
    var n = people.incrementAndGet();
    var tokens = server.signUp("signed-in-%d@example.com".formatted(n));
    var proven = register("proven-%d@example.com".formatted(n));
    var answer = server.verify(proven, server.codeFor("proven-%d@example.com".formatted(n)));
    var open = register("open-%d@example.com".formatted(n));
    return new Secrets(
        tokens.text("access_token"),
        tokens.text("refresh_token"),
        proven,
        answer.text("continuation"),
        open,
        server.codeFor("open-%d@example.com".formatted(n)));
  }

  private String register(String email) {
    return server
        .client()
        .post("/api/v1/auth/register", "{\"email\":\"" + email + "\"}")
        .text("registration_id");
  }
}
