package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Signing out everywhere but here, over HTTP. */
class OtherSessionsRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String SESSIONS = "/api/v1/users/sessions";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client stranger = server.client();

  @Test
  void all_sessions_end_but_the_one_that_asks_and_again_is_harmless() {
    var here = stranger.bearer(server.signUp(ADA).text("access_token"));
    var there = stranger.bearer(server.signIn(ADA).text("access_token"));

    assertThat(delete(here).status()).isEqualTo(204);

    assertThat(there.get(SESSIONS).problem()).isEqualTo("401 invalid_token");
    assertThat(here.get(SESSIONS).json().path("items")).hasSize(1);
    assertThat(delete(here).status()).isEqualTo(204);
    assertThat(delete(stranger).problem()).isEqualTo("401 unauthenticated");
  }

  private static Answer delete(Client who) {
    return who.send("DELETE", SESSIONS, BodyPublishers.noBody());
  }
}
