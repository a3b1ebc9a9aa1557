package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the lint sees what it is there for. */
class CookieLintTest {
  private static final String GOOD =
      "__Host-access=abc; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax";

  private final CookieLint lint = new CookieLint(true);

  @Test
  void a_cookie_as_it_must_be_passes() {
    assertThatCode(() -> lint.check(List.of(GOOD), "{}", true)).doesNotThrowAnyException();
    assertThatCode(() -> lint.check(List.of(), "{\"access_token\":\"abc\"}", false))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access=abc; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax",
        "__Host-access=abc; Path=/; Max-Age=900; HttpOnly; SameSite=Lax",
        "__Host-access=abc; Path=/; Max-Age=900; Secure; SameSite=Lax",
        "__Host-access=abc; Path=/; Max-Age=900; Secure; HttpOnly",
        "__Host-access=abc; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=None",
        "__Host-access=abc; Path=/api; Max-Age=900; Secure; HttpOnly; SameSite=Lax",
        "__Host-access=abc; Path=/; Domain=a.b; Max-Age=900; Secure; HttpOnly; SameSite=Lax",
        "__Host-access=abc; Path=/; Secure; HttpOnly; SameSite=Lax",
        "__Host-access=abc; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax",
        "__Host-access=; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax",
        "JSESSIONID=abc; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=Lax"
      })
  void any_other_does_not(String cookie) {
    assertThatThrownBy(() -> lint.check(List.of(cookie), "{}", true))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_cookie_that_is_too_large_or_comes_twice_does_not_pass() {
    var large = GOOD.replace("abc", "a".repeat(4096));

    assertThatThrownBy(() -> lint.check(List.of(large), "{}", true))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> lint.check(List.of(GOOD, GOOD), "{}", true))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":\"abc\"}",
        "{\"access_token\":null}",
        "{\"refresh_token\":\"x\"}",
        "{\"continuation\":\"x\"}",
        "{\"x\":\"lkr_x\"}",
        "{\"x\":\"eyJx\"}"
      })
  void a_secret_in_a_body_beside_cookies_does_not_pass(String body) {
    assertThatThrownBy(() -> lint.check(List.of(GOOD), body, true))
        .isInstanceOf(AssertionError.class);
  }
}
