package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at every answer of every test: cookies as they must be, and no secret in two places. */
final class CookieLint {
  private static final int LARGEST = 4096;
  private static final Pattern FORM =
      Pattern.compile(
          "(__Host-)?(access|refresh|continuation|registration|device)=([A-Za-z0-9._~-]*); Path=/; Max-Age=([0-9]+)"
              + "(; Secure)?; HttpOnly; SameSite=(Lax|Strict)");

  /** What our tokens begin with, and the fields they have in bodies. */
  private static final List<String> SIGNS_OF_A_SECRET =
      List.of("lkr_", "lkd_", "eyJ", "access_token\"", "refresh_token\":\"", "continuation\":\"");

  private final boolean secure;

  /**
   * @param secure whether the server writes secure cookies
   */
  CookieLint(boolean secure) {
    this.secure = secure;
  }

  /**
   * @param inCookies whether the request asked for cookies
   */
  void check(List<String> setCookies, String body, boolean inCookies) {
    setCookies.forEach(header -> check(header, body));
    assertThat(setCookies.stream().map(header -> header.replaceFirst("=.*", "")))
        .as("no cookie twice")
        .doesNotHaveDuplicates();
    if (inCookies || !setCookies.isEmpty()) {
      assertThat(body).doesNotContain(SIGNS_OF_A_SECRET);
    }
  }

  private void check(String header, String body) {
    var cookie = FORM.matcher(header);
    assertThat(cookie.matches()).as(header).isTrue();
    assertThat(cookie.group(1) != null).as(header).isEqualTo(secure);
    assertThat(cookie.group(5) != null).as(header).isEqualTo(secure);
    assertThat(header.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
    var value = cookie.group(3);
    assertThat(value.isEmpty()).as(header).isEqualTo(cookie.group(4).equals("0"));
    if (!value.isEmpty()) {
      assertThat(body).doesNotContain(value);
    }
  }
}
