package dev.latchkey.bootstrap.survival;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP as one client has it, from an address of its own, so that limits of addresses are apart. */
final class Web {
  /** Longer than anything takes that is not stopped. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;

  /**
   * @param number of the client, 1 to 250
   */
  Web(int number) throws IOException {
    var here = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) number});
    http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .localAddress(here)
            .build();
  }

  /** What came back, and what is to be thought of it. */
  record Answer(Outcome outcome, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }

    boolean isOk() {
      return outcome instanceof Outcome.Ok;
    }
  }

  static ObjectNode object(String... namesAndValues) {
    var object = JSON.createObjectNode();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  Answer post(Door door, String path, ObjectNode body, String token) {
    return send(request(door, path, token).POST(BodyPublishers.ofString(body.toString())));
  }

  Answer get(Door door, String path, String token) {
    return send(request(door, path, token).GET());
  }

  Answer delete(Door door, String path, String token) {
    return send(request(door, path, token).DELETE());
  }

  private static HttpRequest.Builder request(Door door, String path, String token) {
    var request =
        HttpRequest.newBuilder(door.base().get().resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return read(http.send(request.build(), BodyHandlers.ofString()));
    } catch (ConnectException | HttpConnectTimeoutException nobodyThere) {
      return new Answer(Outcome.Refused.UNREACHED, JSON.createObjectNode());
    } catch (IOException unanswered) {
      return unknown(unanswered.getClass().getSimpleName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return unknown("interrupted");
    }
  }

  private static Answer unknown(String why) {
    return new Answer(new Outcome.Unknown(0, why), JSON.createObjectNode());
  }

  private static Answer read(HttpResponse<String> response) {
    var body = json(response.body());
    var code = body.path("code").asText();
    var status = response.statusCode();
    if (status >= 500) {
      return new Answer(new Outcome.Unknown(status, code), body);
    }
    return status >= 400
        ? new Answer(new Outcome.Refused(status, code), body)
        : new Answer(new Outcome.Ok(), body);
  }

  /** An empty object for what is no JSON. */
  static JsonNode json(String text) {
    try {
      return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
    } catch (JsonProcessingException somethingElse) {
      return JSON.createObjectNode();
    }
  }
}
