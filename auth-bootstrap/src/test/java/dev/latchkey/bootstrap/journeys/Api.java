package dev.latchkey.bootstrap.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Speaks to a running server as a client in any language would: JSON over HTTP, nothing of ours.
 */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CODE = Pattern.compile("\\b[0-9]{8}\\b");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI base;
  private final Map<String, String> headers;

  Api(URI base) {
    this(base, Map.of());
  }

  private Api(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** One whose requests ask for a language. */
  Api asking(String languages) {
    return new Api(base, Map.of("Accept-Language", languages));
  }

  /** A status, and a body (an empty object when there was none). */
  record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }
  }

  static ObjectNode object(String... namesAndValues) {
    var object = JSON.createObjectNode();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  Answer post(String path, ObjectNode body) {
    return send(request(path).POST(BodyPublishers.ofString(body.toString())));
  }

  Answer post(String path, ObjectNode body, String accessToken) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + accessToken)
            .POST(BodyPublishers.ofString(body.toString())));
  }

  Answer put(String path, ObjectNode body, String accessToken) {
    return send(
        request(path)
            .header("Authorization", "Bearer " + accessToken)
            .PUT(BodyPublishers.ofString(body.toString())));
  }

  Answer logout(String accessToken) {
    return send(
        HttpRequest.newBuilder(base.resolve("/api/v1/auth/logout"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + accessToken)
            .POST(BodyPublishers.noBody()));
  }

  Answer delete(String path, String accessToken) {
    return send(request(path).header("Authorization", "Bearer " + accessToken).DELETE());
  }

  Answer get(String path, String accessToken) {
    return send(request(path).header("Authorization", "Bearer " + accessToken).GET());
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer me(String accessToken) {
    return get("/api/v1/auth/me", accessToken);
  }

  Answer register(String email, String password) {
    return post("/api/v1/auth/register", object("email", email, "password", password));
  }

  Answer verify(String registration, String code) {
    return post("/api/v1/auth/verify-email", object("registration_id", registration, "code", code));
  }

  Answer login(String email, String password) {
    return post("/api/v1/auth/login", object("email", email, "password", password));
  }

  /** Signs up, and answers the tokens. */
  Answer signUp(String email, String password) {
    var registration = register(email, password).text("registration_id");
    return verify(registration, awaitCode(email));
  }

  /** The code in the newest mail to the address, waiting for it. */
  String awaitCode(String email) {
    return Eventually.get("a code for the address", () -> codes(email).stream().findFirst());
  }

  /** The codes in the mails to the address, the newest first. */
  List<String> codes(String email) {
    return mails(email).stream()
        .flatMap(mail -> codeIn(mail.path("text").asText()).stream())
        .toList();
  }

  static Optional<String> codeIn(String text) {
    var found = CODE.matcher(text);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  List<JsonNode> mails(String email) {
    return StreamSupport.stream(get("/dev/mail").body().path("items").spliterator(), false)
        .filter(mail -> mail.path("to").asText().contains(email))
        .toList();
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    headers.forEach(request::header);
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      var body = response.body();
      return new Answer(
          response.statusCode(), body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
    } catch (IOException unanswered) {
      throw new UncheckedIOException(unanswered);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** The answer, or empty when the server did not live to give one. */
  static Optional<Answer> unlessKilled(Supplier<Answer> call) {
    try {
      return Optional.of(call.get());
    } catch (UncheckedIOException killed) {
      return Optional.empty();
    }
  }
}
