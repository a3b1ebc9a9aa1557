package dev.latchkey.adapter.http;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser with a page of ours open: keeps cookies, and says where its requests come from. */
final class Browser {
  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  private final Client client;
  private final Map<String, String> cookies = new TreeMap<>();

  Browser(Client client) {
    this.client = client.with("Sec-Fetch-Site", "same-origin");
  }

  /** The cookies it has, by name. */
  Map<String, String> cookies() {
    return cookies;
  }

  String cookie(String name) {
    var value = cookies.get(name);
    if (value == null) {
      throw new AssertionError("no cookie " + name + " in " + cookies.keySet());
    }
    return value;
  }

  Answer get(String path) {
    return keep(next().get(path));
  }

  Answer post(String path) {
    return keep(next().post(path));
  }

  Answer post(String path, String json) {
    return keep(next().post(path, json));
  }

  /** The same, asking for tokens in cookies. */
  Answer ask(String path, String json) {
    return keep(next().with("X-Auth-Transport", "cookie").post(path, json));
  }

  Answer delete(String path) {
    return keep(next().send("DELETE", path, BodyPublishers.noBody()));
  }

  /** Opens a page, as somebody does who follows a link. */
  Answer open(String path) {
    return keep(next().with("Accept", PAGE).get(path));
  }

  /**
   * Sends the form of a page.
   *
   * @param fields names and values in turn
   */
  Answer submit(String path, String... fields) {
    var form = new StringJoiner("&");
    for (var i = 0; i < fields.length; i += 2) {
      form.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return keep(
        next()
            .with("Accept", PAGE)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", path, BodyPublishers.ofString(form.toString())));
  }

  /** The same browser, whose user reads other languages best. */
  Browser reading(String acceptLanguage) {
    var other = new Browser(client.with("Accept-Language", acceptLanguage));
    other.cookies.putAll(cookies);
    return other;
  }

  private Client next() {
    return cookies.isEmpty() ? client : client.with("Cookie", header());
  }

  private String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private Answer keep(Answer answer) {
    for (var header : answer.cookies()) {
      var pair = header.substring(0, header.indexOf(';')).split("=", 2);
      if (header.contains("Max-Age=0")) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }
}
