package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How cookies are read: as browsers write them, and no other way. TOKEN is a good access token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookieHeaderTest {
  private static final String END = "\r\nConnection: close\r\n\r\n";

  private final TestServer server = TestServer.start();
  private final RawConnection raw = new RawConnection(server.port());
  private final String token = server.signUp("ada@example.com").text("access_token");

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-access=TOKEN",
        "a=b; __Host-access=TOKEN",
        "__Host-access=TOKEN; a=b",
        "a=b;__Host-access=TOKEN;c=d",
        "  __Host-access=TOKEN\t",
        "a=\"b; __Host-access=TOKEN; c=d\"",
        "a; =b; ; ==; \u00e4={\"x\":[1,2]}; __Host-access=TOKEN; $Version=1",
        "access=x; refresh=y; __Host-access=TOKEN; __host-access=z",
        "__Host-access=TOKEN; __Host-accessory=1; x__Host-access=2",
        "a=b\r\nCookie: __Host-access=TOKEN"
      })
  void the_cookie_is_found_among_all_sorts_of_others(String header) {
    assertThat(me(header)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access=TOKEN",
        "__host-access=TOKEN",
        "__HOST-ACCESS=TOKEN",
        "__Secure-access=TOKEN",
        "__Host-access =TOKEN",
        "__Host%2Daccess=TOKEN",
        "_%5fHost-access=TOKEN",
        "\"__Host-access\"=TOKEN",
        "\"__Host-access=TOKEN\"",
        "\u00a0__Host-access=TOKEN",
        "__Host-access",
        "=__Host-access=TOKEN",
        "$__Host-access=TOKEN",
        "a=b, __Host-access=TOKEN",
        "a=b&__Host-access=TOKEN"
      })
  void a_name_that_is_not_ours_to_the_letter_is_nobodys(String header) {
    assertThat(me(header)).startsWith("HTTP/1.1 401").contains("\"unauthenticated\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-access=",
        "__Host-access=\"TOKEN\"",
        "__Host-access= TOKEN",
        "__Host-access=TOKEN x",
        "__Host-access=TOKEN,TOKEN",
        "__Host-access=%54OKEN",
        "__Host-access=TOKEN=",
        "__Host-access=Bearer TOKEN",
        "__Host-access=\u00ff"
      })
  void a_value_is_taken_as_it_is(String header) {
    assertThat(me(header)).startsWith("HTTP/1.1 401").contains("\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-access=TOKEN; __Host-access=TOKEN",
        "__Host-access=TOKEN; __Host-access=",
        "__Host-access=TOKEN; a=\"; __Host-access=x\"",
        "__Host-access=TOKEN; __Host-refresh=a; __Host-refresh=b",
        "__Host-access=TOKEN; __Host-continuation=a;__Host-continuation=a",
        "__Host-access=TOKEN\r\nCookie: __Host-access=TOKEN"
      })
  void one_cookie_twice_is_refused_whichever_is_good(String header) {
    assertThat(me(header)).startsWith("HTTP/1.1 400").contains("\"ambiguous_credentials\"");
  }

  @Test
  void as_many_cookies_as_the_headers_may_hold_are_read() {
    assertThat(me("a=b;".repeat(3000) + "__Host-access=TOKEN")).startsWith("HTTP/1.1 200");
  }

  private String me(String header) {
    return raw.send(
        "GET /api/v1/auth/me HTTP/1.1\r\nHost: localhost\r\nCookie: "
            + header.replace("TOKEN", token)
            + END);
  }
}
