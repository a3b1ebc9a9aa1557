package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a user is signed in: seeing it, ending it in one place, ending it everywhere. */
class SessionListTest {
  private static final String ADA = "ada@example.com";
  private static final String EVE = "eve@example.com";
  private static final String SESSIONS = "/api/v1/users/sessions";

  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @Requirement({"S1-106", "S3-74", "S3-08", "S2-80"})
  void a_user_sees_where_he_is_signed_in_and_which_of_it_is_here() {
    var first = server.signUp(ADA);
    var opened = server.time.instant();
    server.time.advance(Duration.ofMinutes(1));
    var second =
        server
            .client()
            .with("User-Agent", "Lynx/2.9 (\u00fc)")
            .post("/api/v1/auth/login", TestServer.credentials(ADA));
    server.signUp(EVE);

    var answer = bearer(first).get(SESSIONS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ids(answer)).containsExactly(second.text("session_id"), first.text("session_id"));
    var items = answer.json().path("items");
    assertThat(items.get(0).path("current").asBoolean()).isFalse();
    assertThat(items.get(1).path("current").asBoolean()).isTrue();
    assertThat(items.get(0).path("device").path("user_agent").asText()).startsWith("Lynx/2.9");
    var own = items.get(1);
    assertThat(names(own))
        .containsExactly(
            "id",
            "current",
            "created_at",
            "last_used_at",
            "expires_at",
            "ip",
            "device",
            "location",
            "amr");
    assertThat(own.path("created_at").asText()).isEqualTo(opened.toString());
    assertThat(own.path("last_used_at").asText()).isEqualTo(opened.toString());
    assertThat(own.path("expires_at").asText())
        .isEqualTo(opened.plus(Duration.ofDays(30)).toString());
    assertThat(own.path("ip").asText()).isEqualTo("127.0.0.1");
    assertThat(names(own.path("device"))).containsExactly("browser", "os", "type", "user_agent");
    assertThat(own.path("device").path("browser").isNull()).isTrue();
    assertThat(own.path("location").isNull()).isTrue();
    assertThat(own.path("amr")).isNotEmpty();
    assertThat(answer.json().path("next_cursor").isNull()).isTrue();
    assertThat(answer.body()).doesNotContain("lkr_", "digest");
  }

  @Test
  void using_a_session_is_noted_every_five_minutes() {
    var tokens = server.signUp(ADA);
    server.time.advance(Duration.ofMinutes(6));

    bearer(tokens).get("/api/v1/auth/me");

    var item = bearer(tokens).get(SESSIONS).json().path("items").get(0);
    assertThat(item.path("last_used_at").asText()).isEqualTo(server.time.instant().toString());
  }

  @Test
  void the_list_is_read_in_parts_and_each_session_is_in_one_of_them() {
    var tokens = server.signUp(ADA);
    for (var i = 0; i < 6; i++) {
      server.time.advance(Duration.ofSeconds(1));
      server.signIn(ADA);
    }

    var whole = ids(bearer(tokens).get(SESSIONS));
    var parts = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    var query = "?limit=3";
    while (!query.isEmpty()) {
      var answer = bearer(tokens).get(SESSIONS + query);
      parts.addAll(ids(answer));
      sizes.add(ids(answer).size());
      var cursor = answer.json().path("next_cursor");
      query = cursor.isNull() ? "" : "?limit=3&cursor=" + cursor.asText();
    }

    assertThat(whole).hasSize(7).doesNotHaveDuplicates();
    assertThat(parts).isEqualTo(whole);
    assertThat(sizes).containsExactly(3, 3, 1);
  }

  @Test
  void a_cursor_leads_nowhere_but_through_the_callers_own_list() {
    server.signUp(ADA);
    server.signIn(ADA);
    var cursor = bearer(server.signIn(ADA)).get(SESSIONS + "?limit=1").text("next_cursor");
    var eve = server.signUp(EVE);

    var answer = bearer(eve).get(SESSIONS + "?cursor=" + cursor);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ids(answer)).isSubsetOf(eve.text("session_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "100", "7", "%37", "007"})
  void a_limit_is_a_number_from_1_to_100(String limit) {
    assertThat(bearer(server.signUp(ADA)).get(SESSIONS + "?limit=" + limit).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "101", "-1", "1.0", "", "x", "1e1", "+1", "%201", "0x1", "9999999999"})
  void any_other_limit_is_422(String limit) {
    var answer = bearer(server.signUp(ADA)).get(SESSIONS + "?limit=" + limit);

    assertThat(answer.problem()).isEqualTo("422 invalid_fields");
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("limit");
  }

  @Test
  void a_cursor_that_is_none_of_ours_is_400() {
    var signedIn = bearer(server.signUp(ADA));
    for (var forged :
        List.of(
            "",
            "x",
            "AQ",
            "null",
            "01890a5d-ac96-774b-bcce-b302099a8057",
            encoded(2, 16),
            encoded(1, 15),
            encoded(1, 17),
            encoded(1, 16) + "=",
            encoded(1, 16).substring(0, 22) + "B",
            "A".repeat(5000),
            "%2e%2e%2f")) {
      assertThat(signedIn.get(SESSIONS + "?cursor=" + forged).problem())
          .as(forged)
          .isEqualTo("400 invalid_cursor");
    }
    assertThat(signedIn.get(SESSIONS + "?cursor=" + encoded(1, 16)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=1&limit=1", "limit=1&limit=", "cursor=x&a=b&cursor=x"})
  void a_parameter_twice_is_400(String query) {
    assertThat(bearer(server.signUp(ADA)).get(SESSIONS + "?" + query).problem())
        .isEqualTo("400 malformed_request");
  }

  @Test
  void a_query_that_cannot_be_decoded_is_400() {
    var token = server.signUp(ADA).text("access_token");

    for (var query : List.of("limit=%", "limit=%zz", "cursor=%4")) {
      var answer =
          new RawConnection(server.port())
              .send(
                  "GET %s?%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                          .formatted(SESSIONS, query, token)
                      + "Connection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_request");
    }
  }

  @Test
  @Requirement({"S1-107", "S3-75"})
  void a_session_is_ended_from_another_one_at_once() {
    var here = server.signUp(ADA);
    var there = server.signIn(ADA);

    var ended = end(bearer(here), there.text("session_id"));

    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.body()).isEmpty();
    assertThat(bearer(there).get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(refresh(there).problem()).isEqualTo("401 invalid_grant");
    assertThat(ids(bearer(here).get(SESSIONS))).containsExactly(here.text("session_id"));
    assertThat(end(bearer(here), there.text("session_id")).problem()).isEqualTo("404 not_found");
  }

  @Test
  @Requirement({"S1-107", "S3-75"})
  void anothers_session_is_not_there_and_stays() {
    var ada = server.signUp(ADA);
    var eve = server.signUp(EVE);

    var refused = end(bearer(eve), ada.text("session_id"));
    var unknown = end(bearer(eve), "01890a5d-ac96-774b-bcce-b302099a8057");

    assertThat(refused.problem()).isEqualTo("404 not_found");
    assertThat(refused.body().replace(refused.text("instance"), ""))
        .isEqualTo(unknown.body().replace(unknown.text("instance"), ""));
    assertThat(bearer(ada).get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(refresh(ada).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1-1-1-1-1",
        "01890a5dac96774bbcceb302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a805",
        "%7B01890a5d-ac96-774b-bcce-b302099a8057%7D",
        "01890a5d-ac96-774b-bcce-b302099a8057'--",
        "current",
        "%20"
      })
  void an_id_that_cannot_be_one_is_404(String id) {
    assertThat(end(bearer(server.signUp(ADA)), id).problem()).isEqualTo("404 not_found");
  }

  @Test
  void ending_the_session_that_asks_makes_its_browser_forget() {
    server.signUp(ADA);
    var browser = server.browserOf(ADA);
    var other = server.browserOf(ADA);
    var ids = ids(browser.get(SESSIONS));

    assertThat(browser.delete(SESSIONS + "/" + ids.getFirst()).status()).isEqualTo(204);
    assertThat(browser.cookies()).isNotEmpty();
    assertThat(other.get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
    assertThat(browser.delete(SESSIONS + "/" + ids.get(1)).status()).isEqualTo(204);
    assertThat(browser.cookies()).containsOnlyKeys("__Host-device");
  }

  @Test
  void logging_out_everywhere_ends_all_sessions_of_the_user_and_nobody_elses() {
    var first = server.signUp(ADA);
    var second = server.signIn(ADA);
    var browser = server.browserOf(ADA);
    var eve = server.signUp(EVE);

    assertThat(server.client().post("/api/v1/auth/logout-all").problem())
        .isEqualTo("401 unauthenticated");
    var out = browser.post("/api/v1/auth/logout-all");

    assertThat(out.status()).isEqualTo(204);
    assertThat(browser.cookies()).containsOnlyKeys("__Host-device");
    for (var ended : List.of(first, second)) {
      assertThat(bearer(ended).get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
      assertThat(refresh(ended).problem()).isEqualTo("401 invalid_grant");
    }
    assertThat(bearer(eve).get("/api/v1/auth/me").status()).isEqualTo(200);
    assertThat(server.signIn(ADA).status()).isEqualTo(200);
  }

  @Test
  void logging_out_everywhere_with_a_token_in_hand_touches_no_cookies() {
    var tokens = server.signUp(ADA);

    var out = bearer(tokens).post("/api/v1/auth/logout-all");

    assertThat(out.status()).isEqualTo(204);
    assertThat(out.cookies()).isEmpty();
    assertThat(bearer(tokens).get("/api/v1/auth/me").problem()).isEqualTo("401 invalid_token");
  }

  private Client bearer(Answer tokens) {
    return server.client().bearer(tokens.text("access_token"));
  }

  private static Answer end(Client client, String id) {
    return client.send("DELETE", SESSIONS + "/" + id, BodyPublishers.noBody());
  }

  private Answer refresh(Answer tokens) {
    return server
        .client()
        .post(
            "/api/v1/auth/refresh", "{\"refresh_token\":\"" + tokens.text("refresh_token") + "\"}");
  }

  private static List<String> ids(Answer answer) {
    return answer.json().path("items").findValuesAsText("id");
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String encoded(int version, int size) {
    var bytes = new byte[1 + size];
    bytes[0] = (byte) version;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
