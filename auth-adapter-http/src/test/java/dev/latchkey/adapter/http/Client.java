package dev.latchkey.adapter.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of the server on this port. Each answer is looked at for what it does to cookies, and
 * for whether the documentation tells of it.
 */
final class Client {
  private final HttpClient http;
  private final int port;
  private final CookieLint lint;
  private final InterfaceDocument document;
  private final HeaderLint headerLint;
  private final List<String> headers;

  Client(
      HttpClient http,
      int port,
      CookieLint lint,
      HeaderLint headerLint,
      InterfaceDocument document) {
    this(http, port, lint, headerLint, document, List.of());
  }

  private Client(
      HttpClient http,
      int port,
      CookieLint lint,
      HeaderLint headerLint,
      InterfaceDocument document,
      List<String> headers) {
    this.http = http;
    this.port = port;
    this.lint = lint;
    this.headerLint = headerLint;
    this.document = document;
    this.headers = headers;
  }

  Client with(String header, String value) {
    var more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new Client(http, port, lint, headerLint, document, more);
  }

  Client bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  Answer post(String path, String json) {
    return json("POST", path, json);
  }

  Answer put(String path, String json) {
    return json("PUT", path, json);
  }

  private Answer json(String method, String path, String json) {
    return with("Content-Type", "application/json")
        .send(method, path, BodyPublishers.ofString(json));
  }

  Answer send(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      var answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
      document.check(method, path, answer);
      return linted(answer);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private Answer linted(Answer answer) {
    var asked = headers.contains("X-Auth-Transport") && headers.contains("cookie");
    lint.check(answer.cookies(), answer.body(), asked);
    headerLint.check(answer.response().headers()::allValues);
    return answer;
  }
}
