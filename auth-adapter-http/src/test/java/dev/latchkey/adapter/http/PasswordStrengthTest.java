package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.domain.credential.BreachedPasswords.Finding;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is said of a password while it is typed. */
class PasswordStrengthTest {
  private static final String ADA = "ada.lovelace@example.com";
  private static final String ASK = "/api/v1/auth/password-strength";

  private final AtomicInteger lookedUp = new AtomicInteger();

  @AutoClose
  private final TestServer server =
      new TestServer(
          new TestServer.Options()
              .ports(
                  ports ->
                      ports.with(
                          password -> {
                            lookedUp.incrementAndGet();
                            return Finding.BREACHED;
                          })));

  private static String password(String text) {
    return "{\"password\":\"" + text + "\"}";
  }

  private Answer ask(String text) {
    return server.client().post(ASK, password(text));
  }

  @Test
  @Requirement("S3-24")
  void the_policy_that_decides_is_the_one_that_is_asked() {
    var common = ask("iloveyou");
    assertThat(common.status()).isEqualTo(200);
    assertThat(common.json().path("accepted").asBoolean()).isFalse();
    assertThat(common.json().path("faults")).hasToString("[\"common\"]");
    assertThat(common.text("advice")).startsWith("This password is a common one");
    assertThat(ask("x").json().path("faults").toString()).contains("too_short");
    assertThat(ask("").json().path("accepted").asBoolean()).isFalse();
    assertThat(ask("x".repeat(300)).json().path("faults")).hasToString("[\"too_long\"]");

    var good = ask(TestServer.PASSWORD);
    assertThat(good.json().path("accepted").asBoolean()).isTrue();
    assertThat(good.json().path("faults")).isEmpty();
    assertThat(good.text("advice")).isEmpty();
  }

  @Test
  void leaks_are_looked_up_when_it_is_set_and_not_before() {
    ask(TestServer.PASSWORD);
    assertThat(lookedUp).hasValue(0);

    var refused =
        server
            .client()
            .post(
                "/api/v1/auth/register",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ADA, TestServer.PASSWORD));
    assertThat(refused.body()).contains("breached");
    assertThat(lookedUp).hasValue(1);
  }

  @Test
  void what_goes_with_the_person_counts_where_he_is_known() {
    assertThat(ask("Lovelace1815").json().path("accepted").asBoolean()).isTrue();

    var browser = server.browser();
    browser.submit("/sign-up", "email", ADA);
    assertThat(browser.post(ASK, password("Lovelace1815")).json().path("accepted").asBoolean())
        .isTrue();
    browser.submit("/sign-up/code", "code", server.codeFor(ADA));
    assertThat(browser.post(ASK, password("Lovelace1815")).json().path("faults"))
        .hasToString("[\"contextual\"]");

    var passkeys = PasskeyBrowser.withoutPassword(server, "grace.hopper@example.com");
    assertThat(passkeys.browser.post(ASK, password("hopper1906")).json().path("faults"))
        .hasToString("[\"contextual\"]");
    assertThat(browser.post(ASK, password("hopper1906")).json().path("accepted").asBoolean())
        .isTrue();
  }

  @Test
  void the_advice_is_in_the_language_of_whoever_types() {
    assertThat(server.browser().reading("de").post(ASK, password("iloveyou")).text("advice"))
        .startsWith("Dieses Passwort");
  }

  @Test
  void nothing_of_it_is_repeated_or_kept() {
    var browser = server.browser();
    assertThat(browser.post(ASK, password("iloveyou")).body()).doesNotContain("iloveyou");
    assertThat(browser.cookies()).isEmpty();
    assertThat(server.crypto.hasher().work()).isZero();
  }

  @Test
  void it_has_a_limit_of_its_own() {
    try (var limited = new TestServer(new TestServer.Options().rates(RatePolicy.standard()))) {
      var limit = Limits.PASSWORD_STRENGTH.quotas().getFirst().limit();
      var client = limited.client();
      for (var i = 0; i < limit; i++) {
        assertThat(client.post(ASK, password("iloveyou")).status()).isEqualTo(200);
      }
      assertThat(client.post(ASK, password("iloveyou")).problem())
          .isEqualTo("429 too_many_requests");
      assertThat(client.post("/api/v1/auth/login", TestServer.credentials(ADA)).problem())
          .isEqualTo("401 invalid_credentials");
    }
  }

  @Test
  void pages_that_take_a_new_password_ask() {
    var asking = "data-ask=\"" + ASK + "\"";
    assertThat(server.browser().open("/password/reset").body())
        .contains("id=\"strength\" aria-live=\"polite\"", asking);
    var passkeys = PasskeyBrowser.withoutPassword(server, ADA);
    assertThat(passkeys.browser.open("/account/password").body()).contains(asking);
    var newcomer = server.browser();
    newcomer.submit("/sign-up", "email", "eve@example.com");
    newcomer.submit("/sign-up/code", "code", server.codeFor("eve@example.com"));
    assertThat(newcomer.open("/sign-up/finish").body()).contains(asking);
    assertThat(server.browser().open("/account/keep").body()).doesNotContain("strength");
  }
}
