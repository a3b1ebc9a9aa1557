package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.bootstrap.journeys.Canary.Artefact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Speaks to a server, and keeps what it says no to and every secret that goes to and fro, so that
 * somebody can look for them afterwards.
 */
final class Witness {
  static final String ORIGIN = "http://localhost:8080";

  private static final JsonMapper JSON = new JsonMapper();

  private final Wire wire;
  private final List<Canary> canaries = new ArrayList<>();
  private final List<Artefact> artefacts = new ArrayList<>();

  Witness(URI server) {
    this.wire = Wire.to(server);
  }

  List<Canary> canaries() {
    return canaries;
  }

  /** What was refused, and whatever else was put here. */
  List<Artefact> artefacts() {
    return artefacts;
  }

  void keep(Artefact artefact) {
    artefacts.add(artefact);
  }

  void keep(Canary canary) {
    canaries.add(canary);
  }

  /** A secret of 256 bits, which may be in the mail that brought it. */
  String mailed(String name, String token, String email) {
    keep(Canary.confined(name, token, "mail to " + email));
    keep(Canary.bytes(name + " in bytes", token, 0, 32));
    return token;
  }

  /** Both tokens of an answer. */
  JsonNode tokens(JsonNode answer, String who) {
    token("access token " + who, answer.path("access_token").asText());
    token("refresh token " + who, answer.path("refresh_token").asText());
    return answer;
  }

  void token(String name, String token) {
    assertThat(token).as(name).hasSizeGreaterThan(100);
    keep(Canary.secret(name, token));
    if (token.startsWith("lkr_")) {
      // Session, generation and key id come first; they are no secrets.
      keep(Canary.bytes("secret of " + name, token.substring(4), 28, 60));
      keep(Canary.bytes("tag of " + name, token.substring(4), 60, 92));
    } else {
      keep(Canary.secret("signature of " + name, token.substring(token.lastIndexOf('.'))));
    }
  }

  /** The token by which the device of an answer is known, in a header or a cookie. */
  void device(String name, String token) {
    assertThat(token).as(name).startsWith("lkd_");
    keep(Canary.secret(name, token));
    keep(Canary.bytes("secret of " + name, token.substring(4), 0, 32));
  }

  Wire.Heard post(String path, String body) {
    return send("POST " + path, "", body);
  }

  Wire.Heard post(String path, JsonNode tokens, String body) {
    return send("POST " + path, bearer(tokens), body);
  }

  /** A form as the page at this path sends it, or as another site would. */
  Wire.Heard form(String path, String site, String form) {
    var headers =
        "Sec-Fetch-Site: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n".formatted(site);
    return send("POST " + path, headers, form);
  }

  Wire.Heard send(String start, String headers, String body) {
    var heard =
        wire.send(
            start
                + " HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n"
                + (body.isEmpty() || headers.contains("Content-Type")
                    ? ""
                    : "Content-Type: application/json\r\n")
                + headers
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    heard.values("X-Device-Token").forEach(token -> device("device token", token));
    if (heard.status() >= 400) {
      artefacts.add(new Artefact("refusal " + heard.status(), heard.text()));
    }
    return heard;
  }

  static String bearer(JsonNode tokens) {
    return "Authorization: Bearer " + tokens.path("access_token").asText() + "\r\n";
  }

  static JsonNode expect(int status, Wire.Heard heard) {
    assertThat(heard.status()).as(heard.text()).isEqualTo(status);
    try {
      return heard.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(heard.body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("not JSON: " + heard.text(), notJson);
    }
  }

  /** The same where the answer is a page. */
  static void expectPage(int status, Wire.Heard heard) {
    assertThat(heard.status()).as(heard.text()).isEqualTo(status);
    assertThat(heard.values("Content-Type")).singleElement().asString().contains("html");
  }
}
