package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.fixture.NamedIds;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page from which somebody finds everything about his account. */
class OverviewPageTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String STOP = "/account/recovery/stop";
  private static final String COMING = "will be able to on 3 November 2026, 10:15 UTC";

  @AutoClose private final TestServer server = TestServer.start();
  private Browser browser = server.browser();

  @BeforeEach
  void somebody() {
    server.signUp(ADA);
    browser = server.browserOf(ADA);
  }

  /** Somebody who reads her mail wants to set a password. */
  private void begin() {
    var ports = server.storage.ports();
    var user = ports.users().findByEmail(EmailAddress.of(ADA)).orElseThrow();
    var recovery =
        RecoveryPolicy.standard()
            .begin(new RecoveryId(NamedIds.of("recovery")), user.id(), server.time.instant());
    ports.unit().write(() -> ports.recoveries().begin(recovery, user.epoch()));
  }

  @Test
  void it_greets_and_leads_to_every_room() {
    var page = browser.open("/account");

    assertThat(page.body())
        .contains("<h1>Hello, Ada</h1>", "<dd id=\"name\">Ada</dd>", "<dd id=\"email\">" + ADA)
        .contains("2 November 2026", "name=\"where\" value=\"here\"", "value=\"everywhere\"")
        .doesNotContain("role=\"alert\"", "<p role=\"status\"");
    for (var room :
        new String[] {
          "profile", "email", "passkeys", "password", "sessions", "devices", "activity", "data"
        }) {
      assertThat(page.body()).contains("<li><a href=\"/account/" + room + "\">");
    }
    PageParts.checkAlone(page);
  }

  @Test
  void who_has_no_name_is_greeted_all_the_same() {
    browser.submit("/account/profile", "name", "", "language", "");

    assertThat(browser.open("/account").body())
        .contains("<h1>Your account</h1>")
        .doesNotContain("Hello");
  }

  @Test
  void a_recovery_that_is_coming_is_told_and_stopped() {
    assertThat(browser.open("/account").body()).doesNotContain(STOP);
    begin();
    assertThat(browser.open("/account").body()).contains(COMING, "action=\"" + STOP + "\"");

    var stopped = browser.submit(STOP, "stop", "yes");

    assertThat(stopped.header("Location")).contains("/account?said=recovery-stopped");
    assertThat(browser.open("/account?said=recovery-stopped").body())
        .contains("role=\"status\"")
        .doesNotContain(COMING);
    assertThat(browser.submit(STOP, "stop", "yes").status()).isEqualTo(303);
  }

  @Test
  void a_thief_of_a_session_does_not_stop_it() {
    begin();
    server.time.advance(Duration.ofMinutes(5));

    assertThat(browser.submit(STOP, "stop", "yes").header("Location"))
        .contains("/reauthenticate?return_to=%2Faccount");
    assertThat(server.browser().submit(STOP, "stop", "yes").header("Location"))
        .contains("/sign-in?return_to=%2Faccount");
    assertThat(browser.open("/account").body()).contains(COMING);
  }

  @Test
  void somebody_else_stops_nothing_of_hers() {
    begin();
    server.signUp(EVE);
    var eve = server.browserOf(EVE);

    assertThat(eve.submit(STOP, "stop", "yes").status()).isEqualTo(303);
    assertThat(eve.open("/account").body()).doesNotContain(COMING);
    assertThat(browser.open("/account").body()).contains(COMING);
  }
}
