package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.fixture.NamedIds;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seeing and stopping the recovery of one's own account while signed in. */
class OwnRecoveryRoutesTest {
  private static final String ADA = "ada@example.com";
  private static final String RECOVERY = "/api/v1/users/recovery";
  private static final String PROFILE = "/api/v1/users/profile";

  @AutoClose private final TestServer server = TestServer.start();
  private final Client stranger = server.client();
  private Client ada = stranger;

  @BeforeEach
  void sign_up() {
    ada = stranger.bearer(server.signUp(ADA).text("access_token"));
  }

  @Test
  void the_profile_has_when_it_is_due_and_nothing_else_has() {
    assertThat(ada.get(PROFILE).json().path("recovery_at").isNull()).isTrue();
    begin();

    assertThat(ada.get(PROFILE).text("recovery_at")).isEqualTo("2026-11-03T10:15:30Z");
    assertThat(ada.get("/api/v1/auth/me").json().has("recovery_at")).isFalse();
    assertThat(ada.get("/api/v1/auth/me").status()).isEqualTo(200);
  }

  @Test
  void who_signed_in_a_moment_ago_stops_it_and_again_is_harmless() {
    begin();

    assertThat(stop(ada).status()).isEqualTo(204);
    assertThat(stop(ada).status()).isEqualTo(204);
    assertThat(ada.get(PROFILE).json().path("recovery_at").isNull()).isTrue();
  }

  @Test
  void a_session_that_is_not_fresh_stops_nothing() {
    begin();
    server.time.advance(Duration.ofMinutes(5));

    assertThat(stop(ada).problem()).isEqualTo("401 reauthentication_required");
    assertThat(stop(stranger).problem()).isEqualTo("401 unauthenticated");
    assertThat(ada.get(PROFILE).text("recovery_at")).isNotEmpty();
  }

  @Test
  void somebody_else_stops_nothing_of_hers() {
    var bob = stranger.bearer(server.signUp("bob@example.com").text("access_token"));
    begin();

    assertThat(stop(bob).status()).isEqualTo(204);
    assertThat(bob.get(PROFILE).json().path("recovery_at").isNull()).isTrue();
    assertThat(ada.get(PROFILE).json().path("recovery_at").isNull()).isFalse();
  }

  private Answer stop(Client who) {
    return who.send("DELETE", RECOVERY, BodyPublishers.noBody());
  }

  private void begin() {
    var ports = server.storage.ports();
    var user = ports.users().findByEmail(EmailAddress.of(ADA)).orElseThrow();
    var recovery =
        RecoveryPolicy.standard()
            .begin(new RecoveryId(NamedIds.of("recovery")), user.id(), server.time.instant());
    ports.unit().write(() -> ports.recoveries().begin(recovery, user.epoch()));
  }
}
