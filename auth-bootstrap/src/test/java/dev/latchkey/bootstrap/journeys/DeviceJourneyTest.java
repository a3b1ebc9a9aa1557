package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.application.credential.AuthenticateWithPassword.Command;
import dev.latchkey.application.credential.AuthenticateWithPassword.Outcome.SignedIn;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.testkit.fixture.APlaceDatabase;
import dev.latchkey.testkit.requirement.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices and places on a real server: user agents, client hints, and a file of places. */
class DeviceJourneyTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";
  private static final String PASSWORD = "canary-where was that again";
  private static final String SESSIONS = "/api/v1/users/sessions";
  private static final String DEVICES = "/api/v1/users/devices";
  private static final String EDGE =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
  private static final ClientContext LAPTOP =
      new ClientContext(
          "203.0.113.7",
          EDGE,
          "request-1",
          new ClientHints(
              Map.of(
                  "sec-ch-ua-platform",
                  "\"Windows\"",
                  "sec-ch-ua-platform-version",
                  "\"15.0.0\"")));

  @TempDir private Path folder;

  @Test
  @Requirement({"S1-22", "S0-35"})
  void a_sign_in_is_told_with_its_device_and_place() {
    var file = APlaceDatabase.ofDocumentation().write(folder.resolve("places.mmdb"));
    var settings = Map.of("DEVICE_DETECTION", "on", "GEOIP_DATABASE", file.toString());
    try (var server = RunningServer.start(settings)) {
      var api = new Api(server.uri("/"));
      isTold(server, api);
      isMailed(server, api);
    }
  }

  private static void isTold(RunningServer server, Api api) {
    signUp(server, api, ADA);
    var token = signIn(server, ADA).accessToken();

    Eventually.isTrue(
        "the rules are loaded",
        Duration.ofMinutes(2),
        () -> !first(api, SESSIONS, token).path("device").path("os").isNull());

    for (var list : List.of(SESSIONS, DEVICES)) {
      var told = first(api, list, token);
      assertThat(told.path("device").path("browser").asText()).isEqualTo("Edge 140");
      assertThat(told.path("device").path("os").asText()).isEqualTo("Windows 11");
      assertThat(told.path("device").path("type").asText()).isEqualTo("desktop");
      assertThat(told.path("location").path("city").asText()).isEqualTo("London");
      assertThat(told.path("location").path("country_code").asText()).isEqualTo("GB");
    }
    var device = first(api, DEVICES, token).path("id").asText();
    assertThat(api.delete(DEVICES + "/" + device, token).status()).isEqualTo(204);
    assertThat(api.get(DEVICES, token).body().path("items")).hasSize(1);
  }

  /** One mail tells of the device while it is new, and none once it is known. */
  private static void isMailed(RunningServer server, Api api) {
    signUp(server, api, BOB);

    var device = signIn(server, BOB).device().orElseThrow();
    var mail = server.awaitMail(BOB, each -> each.text().contains("Edge 140, Windows 11"));
    assertThat(mail.text()).contains("203.0.113.7", "London, ", "United Kingdom");
    var mails = server.mailsTo(BOB).size();

    assertThat(signIn(server, BOB, device).device()).contains(device);
    var change = Api.object("current_password", PASSWORD, "new_password", PASSWORD + "!");
    var again = signIn(server, BOB, device).accessToken();
    assertThat(api.post("/api/v1/auth/password-change", change, again).status()).isEqualTo(200);
    server.awaitMail(BOB, each -> each.subject().contains("password"));
    assertThat(server.mailsTo(BOB)).hasSize(mails + 1);
  }

  private static void signUp(RunningServer server, Api api, String email) {
    var registration = api.register(email, PASSWORD).text("registration_id");
    assertThat(api.verify(registration, server.awaitCode(email)).status()).isEqualTo(201);
  }

  private static Tokens signIn(RunningServer server, String email, DeviceToken... known) {
    var command = new Command(email, PASSWORD, List.of(known), LAPTOP);
    var outcome = server.auth().authenticateWithPassword().handle(command);
    return ((SignedIn) outcome).tokens();
  }

  private static JsonNode first(Api api, String list, String token) {
    return api.get(list, token).body().path("items").get(0);
  }
}
