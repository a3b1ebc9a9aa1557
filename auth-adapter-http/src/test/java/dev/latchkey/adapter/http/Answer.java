package dev.latchkey.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** An answer, as a test wants to look at it. */
record Answer(HttpResponse<String> response) {
  private static final JsonMapper JSON = new JsonMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** What the browser is told to keep or forget. */
  List<String> cookies() {
    return response.headers().allValues("Set-Cookie");
  }

  JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("not JSON: " + body(), notJson);
    }
  }

  String text(String field) {
    return json().path(field).asText();
  }

  /** Status and code in one, such as {@code 401 invalid_token}. */
  String problem() {
    return status() + " " + text("code");
  }
}
