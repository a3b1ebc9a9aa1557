package dev.latchkey.adapter.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser with a page of ours open: keeps cookies, and says where its requests come from. */
final class Browser {
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
