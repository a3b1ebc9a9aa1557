package dev.latchkey.adapter.http;

import static dev.latchkey.adapter.http.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.DeviceEvent.DeviceForgotten;
import dev.latchkey.domain.device.Place;
import dev.latchkey.testkit.memory.InMemoryDeviceDescriber;
import dev.latchkey.testkit.memory.InMemoryIpLocator;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which devices are known, what they are and where, and forgetting one. */
class DeviceListTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String DEVICES = "/api/v1/users/devices";
  private static final String SESSIONS = "/api/v1/users/sessions";
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String HEADER = "X-Device-Token";
  private static final String AGENT = "Phone/1.0";
  private static final String UNKNOWN = "01890a5d-ac96-774b-bcce-b302099a8057";

  private final InMemoryDeviceDescriber describer = new InMemoryDeviceDescriber();
  private final InMemoryIpLocator locator = new InMemoryIpLocator();
  private final TestServer server =
      new TestServer(
          new TestServer.Options().ports(ports -> ports.describedBy(describer).locatedBy(locator)));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S1-22", "S0-13", "S0-14"})
  void a_session_tells_its_device_and_place() {
    var tokens = server.signUp(ADA);
    signInByPhone();
    describer.add(AGENT, new DeviceDescription("Safari 18", "iOS 18", "phone"));
    locator.add("127.0.0.1", new Place("London", "England", "United Kingdom", "GB"));

    var session = bearer(tokens).get(SESSIONS).json().path("items").get(0);

    assertThat(session.path("device"))
        .hasToString(
            "{\"browser\":\"Safari 18\",\"os\":\"iOS 18\",\"type\":\"phone\","
                + "\"user_agent\":\"Phone/1.0\"}");
    assertThat(session.path("location"))
        .hasToString(
            "{\"city\":\"London\",\"region\":\"England\",\"country\":\"United Kingdom\","
                + "\"country_code\":\"GB\"}");
  }

  @Test
  void what_nobody_can_read_yet_is_told_as_it_came() {
    var tokens = server.signUp(ADA);
    signInByPhone();

    var session = bearer(tokens).get(SESSIONS).json().path("items").get(0);

    assertThat(session.path("device").path("browser").asText()).isEqualTo(AGENT);
    assertThat(session.path("device").path("os").isNull()).isTrue();
    assertThat(session.path("location").isNull()).isTrue();
  }

  @Test
  @Requirement("S2-81")
  void a_user_sees_his_devices_the_last_seen_first() {
    var first = server.signUp(ADA);
    var born = server.time.instant();
    describer.add(AGENT, new DeviceDescription("Safari 18", "iOS 18", "phone"));
    locator.add("127.0.0.1", new Place("London", "England", "United Kingdom", "GB"));
    server.time.advance(Duration.ofMinutes(1));
    signInByPhone();
    server.signUp(EVE);

    var answer = bearer(first).with(HEADER, first.header(HEADER).orElseThrow()).get(DEVICES);

    assertThat(answer.status()).isEqualTo(200);
    var items = answer.json().path("items");
    assertThat(items).hasSize(2);
    assertThat(names(items.get(0)))
        .containsExactly("id", "current", "first_seen", "last_seen", "device", "location");
    assertThat(items.get(0).path("device").path("browser").asText()).isEqualTo("Safari 18");
    assertThat(items.get(0).path("location").path("city").asText()).isEqualTo("London");
    assertThat(items.get(0).path("current").asBoolean()).isFalse();
    assertThat(items.get(1).path("current").asBoolean()).isTrue();
    assertThat(items.get(1).path("first_seen").asText()).isEqualTo(born.toString());
    assertThat(items.get(1).path("last_seen").asText()).isEqualTo(born.toString());
    assertThat(answer.body()).doesNotContain("lkd_", "digest");
  }

  @Test
  void whoever_shows_nothing_is_none_of_the_devices() {
    var tokens = server.signUp(ADA);

    var item = bearer(tokens).get(DEVICES).json().path("items").get(0);

    assertThat(item.path("current").asBoolean()).isFalse();
  }

  @Test
  void a_browser_is_known_by_its_cookie_and_seen_again() {
    server.signUp(ADA);
    var browser = server.browserOf(ADA);
    server.time.advance(Duration.ofDays(1));
    browser.post("/api/v1/auth/logout");
    browser.ask(LOGIN, credentials(ADA));

    var items = browser.get(DEVICES).json().path("items");

    assertThat(items).hasSize(2);
    assertThat(items.get(0).path("current").asBoolean()).isTrue();
    assertThat(items.get(0).path("last_seen").asText())
        .isEqualTo(server.time.instant().toString())
        .isNotEqualTo(items.get(0).path("first_seen").asText());
  }

  @Test
  void a_device_that_was_forgotten_is_a_stranger() {
    var tokens = server.signUp(ADA);
    var shown = tokens.header(HEADER).orElseThrow();
    assertThat(forget(bearer(tokens), onlyDevice(tokens)).status()).isEqualTo(204);
    for (var n = 0; n < 5; n++) {
      server.client().post(LOGIN, credentials(ADA).replace("correct", "wrong"));
    }

    var refused = server.client().with(HEADER, shown).post(LOGIN, credentials(ADA));

    assertThat(refused.problem()).isEqualTo("429 too_many_requests");
    assertThat(bearer(tokens).get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(bearer(tokens).get(DEVICES).json().path("items")).isEmpty();
    server.time.advance(Duration.ofMinutes(1));
    var again = server.client().with(HEADER, shown).post(LOGIN, credentials(ADA));
    assertThat(again.header(HEADER).orElseThrow()).doesNotStartWith(shown);
  }

  @Test
  void a_device_that_was_not_forgotten_gets_in() {
    var tokens = server.signUp(ADA);
    var shown = tokens.header(HEADER).orElseThrow();
    for (var n = 0; n < 5; n++) {
      server.client().post(LOGIN, credentials(ADA).replace("correct", "wrong"));
    }

    assertThat(server.client().with(HEADER, shown).post(LOGIN, credentials(ADA)).status())
        .isEqualTo(200);
  }

  @Test
  void forgetting_is_in_the_trail() {
    var tokens = server.signUp(ADA);
    var device = onlyDevice(tokens);

    forget(bearer(tokens), device);

    var user = UUID.fromString(tokens.json().path("user").path("id").asText());
    assertThat(server.storage.ports().auditTrail().about(user, 1))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.event())
                    .isInstanceOfSatisfying(
                        DeviceForgotten.class,
                        event -> assertThat(event.device().value()).hasToString(device)));
  }

  @Test
  void a_device_is_forgotten_once() {
    var tokens = server.signUp(ADA);
    var device = onlyDevice(tokens);

    assertThat(forget(bearer(tokens), device).status()).isEqualTo(204);
    assertThat(forget(bearer(tokens), device).problem()).isEqualTo("404 not_found");
  }

  @Test
  void anothers_device_is_not_there_and_stays() {
    var ada = server.signUp(ADA);
    var eve = server.signUp(EVE);

    var refused = forget(bearer(eve), onlyDevice(ada));
    var unknown = forget(bearer(eve), UNKNOWN);

    assertThat(refused.problem()).isEqualTo("404 not_found");
    assertThat(refused.body().replace(refused.text("instance"), ""))
        .isEqualTo(unknown.body().replace(unknown.text("instance"), ""));
    assertThat(bearer(ada).get(DEVICES).json().path("items")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-1-1-1-1", "current", "%20", "lkd_x"})
  void an_id_that_cannot_be_one_is_404(String id) {
    assertThat(forget(bearer(server.signUp(ADA)), id).problem()).isEqualTo("404 not_found");
  }

  @Test
  void strangers_see_and_forget_nothing() {
    assertThat(server.client().get(DEVICES).problem()).isEqualTo("401 unauthenticated");
    assertThat(forget(server.client(), UNKNOWN).problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void the_hints_of_a_browser_are_kept_and_in_the_export() {
    var tokens = server.signUp(ADA);
    server
        .client()
        .with("Sec-CH-UA-Platform", "\"Linux\"")
        .with("Sec-CH-UA-Model", "x".repeat(1000))
        .with("Sec-CH-UA-Unheard-Of", "canary")
        .post(LOGIN, credentials(ADA));

    var export = bearer(tokens).get("/api/v1/users/export");

    assertThat(export.status()).isEqualTo(200);
    assertThat(export.json().path("devices").findValues("client_hints"))
        .singleElement()
        .satisfies(
            hints -> {
              assertThat(names(hints)).containsExactly("sec-ch-ua-model", "sec-ch-ua-platform");
              assertThat(hints.path("sec-ch-ua-platform").asText()).isEqualTo("\"Linux\"");
              assertThat(hints.path("sec-ch-ua-model").asText()).hasSize(256);
            });
    assertThat(export.json().path("sessions").findValues("client_hints")).hasSize(1);
    assertThat(export.body()).doesNotContain("canary");
  }

  private void signInByPhone() {
    assertThat(server.client().with("User-Agent", AGENT).post(LOGIN, credentials(ADA)).status())
        .isEqualTo(200);
  }

  private String onlyDevice(Answer tokens) {
    var items = bearer(tokens).get(DEVICES).json().path("items");
    assertThat(items).hasSize(1);
    return items.get(0).path("id").asText();
  }

  private Client bearer(Answer tokens) {
    return server.client().bearer(tokens.text("access_token"));
  }

  private static Answer forget(Client client, String id) {
    return client.send("DELETE", DEVICES + "/" + id, BodyPublishers.noBody());
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
