package dev.latchkey.bootstrap.journeys;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that no proper client sends, each with a twin that one could send: the same kind of
 * request, as it should be. One character is one byte; {@code {token}} and {@code {cursor}} are
 * those of a session.
 */
final class BadInput {
  static final String PASSWORD = "canary-a password for the table";
  static final String EMAIL = "table@example.com";

  private static final String OK = "{\"name\":\"Ada\"}";
  private static final int LIMIT = 64 << 10;

  private BadInput() {}

  /**
   * One row.
   *
   * @param refusal status and code, such as {@code 400 malformed_request}; several with a bar
   *     between them; {@code closed} where the connection may end without an answer
   * @param good is answered with a status of 200 to 204
   */
  record Shape(String name, String bad, String refusal, String good) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> all() {
    return Stream.of(bodies(), encodings(), sizes(), queries(), BadHttp.heads(), BadHttp.framing())
        .flatMap(List::stream);
  }

  private static List<Shape> bodies() {
    var table = new ArrayList<Shape>();
    for (var broken :
        List.of(
            "{\"name\":\"Ada\"",
            "{\"name\":\"Ada\",}",
            "{\"name\":\"Ada}",
            "{'name':'Ada'}",
            "{name:\"Ada\"}",
            "{\"name\":\"Ada\"}x",
            "{\"name\":\"Ada\"}{}",
            "/**/{\"name\":\"Ada\"}",
            "{\"name\":\"A\nda\"}",
            "{\"name\":\"\\x41da\"}",
            "{\"name\":\"Ada\",\"admin\":true}",
            "{\"name\":\"Ada\",\"name\":\"Ada\"}",
            "{\"name\":\"Ada\",\"n\\u0061me\":\"Ada\"}",
            "{\"name\":7}",
            "{\"name\":true}",
            "{\"name\":[\"Ada\"]}",
            "{\"name\":{\"a\":1}}",
            "[" + OK + "]",
            "\"Ada\"",
            "null",
            "7",
            "{\"name\":1e999999}",
            "{\"name\":-1e-999999}",
            "{\"name\":NaN}",
            "{\"name\":Infinity}",
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"\\udc00\\ud800\"}",
            "{\"name\":\"a\\u0000b\"}",
            "{\"name\":\"a\0b\"}",
            "",
            " ")) {
      table.add(json(shown(broken), broken, OK));
    }
    return table;
  }

  private static List<Shape> encodings() {
    var smile = "{\"name\":\"\\ud83d\\ude00\"}";
    return List.of(
        json("half a surrogate pair as bytes", "{\"name\":\"\u00ed\u00a0\u0080\"}", smile),
        json("a byte order mark", "\u00ef\u00bb\u00bf" + OK, OK),
        json("UTF-16LE", encoded(OK, StandardCharsets.UTF_16LE), OK),
        json("UTF-16BE", encoded(OK, StandardCharsets.UTF_16BE), OK),
        json("UTF-16 with a mark", encoded(OK, StandardCharsets.UTF_16), OK),
        json("UTF-32", encoded(OK, Charset.forName("UTF-32")), OK),
        json("Latin 1", "{\"name\":\"\u00e4\"}", "{\"name\":\"\u00c3\u00a4\"}"),
        json("an overlong form", "{\"name\":\"\u00c0\u00af\"}", "{\"name\":\"\u00c3\u00a4\"}"),
        type("text/plain", "application/json"),
        type("application/x-www-form-urlencoded", "application/json;charset=utf-8"),
        type("multipart/form-data; boundary=x", "application/json; charset=\"UTF-8\""),
        type("application/json; charset=iso-8859-1", "Application/JSON"),
        type("application/json, application/json", "application/json"),
        coding("gzip", "\u001f\u008b\u0008\0\0\0\0\0\0\u0003" + "\u00ec".repeat(2000)),
        coding("br", OK),
        coding("identity, gzip", OK));
  }

  private static List<Shape> sizes() {
    var frame = OK.length();
    return List.of(
        large("one byte more than is taken", OK + " ".repeat(LIMIT - frame + 1), LIMIT),
        large("100 000 deep", "[".repeat(100_000) + "]".repeat(100_000), LIMIT),
        large("a name of a field of 10 MB", "{\"" + "n".repeat(10 << 20) + "\":1}", LIMIT),
        json("30 000 deep", "[".repeat(30_000) + "]".repeat(30_000), OK),
        json("7 000 objects deep", "{\"name\":".repeat(7000) + "1" + "}".repeat(7000), OK),
        json("a name of a field of 60 KB", "{\"" + "n".repeat(60_000) + "\":1}", OK),
        json("a number of 60 000 digits", "{\"name\":" + "7".repeat(60_000) + "}", OK),
        json("20 000 fields", "{" + "\"a\":1,".repeat(10_000) + "\"b\":1}", OK),
        new Shape(
            "a password of 1 MiB", login("p".repeat(1 << 20)), "413 payload_too_large", signIn()),
        new Shape(
            "a password of 60 KB", login("p".repeat(60_000)), "401 invalid_credentials", signIn()),
        new Shape(
            "an address of 60 KB",
            post("/api/v1/auth/login", credentials("a".repeat(60_000) + "@example.com", PASSWORD)),
            "401 invalid_credentials",
            signIn()));
  }

  private static List<Shape> queries() {
    var table = new ArrayList<Shape>();
    for (var limit :
        List.of(
            "-1", "0", "101", "99999999999999999999", "1e1", "0x1", "%D9%A3", "", "%00", "+1")) {
      table.add(list("limit=" + limit, "422 invalid_fields", "limit=1"));
    }
    for (var cursor :
        List.of(
            "", "x", "AQ", "{cursor}=", "{cursor}AA", "A{cursor}", "%ff", "%00", "../..", "'--")) {
      table.add(list("cursor=" + cursor, "400 invalid_cursor", "cursor={cursor}"));
    }
    table.add(list("limit=%zz", "400 malformed_request|400", "limit=1"));
    table.add(list("limit=1&limit=1", "400 malformed_request", "limit=1"));
    table.add(list("limit=1" + "&limit=1".repeat(1000), "400 malformed_request", "limit=1"));
    table.add(list("a=1" + "&a=1".repeat(100_000), "414 uri_too_long", "a=1&a=1&limit=1"));
    return table;
  }

  private static Shape list(String query, String refusal, String good) {
    var path = "/api/v1/users/sessions?";
    return new Shape("?" + shown(query), get(path + query), refusal, get(path + good));
  }

  private static Shape json(String name, String bad, String good) {
    return new Shape(name, profile(bad), "400 malformed_request", profile(good));
  }

  private static Shape large(String name, String bad, int fits) {
    return new Shape(
        name, profile(bad), "413 payload_too_large", profile(OK + " ".repeat(fits - OK.length())));
  }

  private static Shape type(String bad, String good) {
    return new Shape(
        "Content-Type: " + bad,
        put("Content-Type: " + bad + "\r\n", OK),
        "415 unsupported_media_type",
        put("Content-Type: " + good + "\r\n", OK));
  }

  private static Shape coding(String bad, String body) {
    var json = "Content-Type: application/json\r\nContent-Encoding: ";
    return new Shape(
        "Content-Encoding: " + bad,
        put(json + bad + "\r\n", body),
        "415 unsupported_media_type",
        put(json + "identity\r\n", OK));
  }

  static String profile(String body) {
    return put("Content-Type: application/json\r\n", body);
  }

  private static String put(String headers, String body) {
    return head("PUT /api/v1/users/profile")
        + "Authorization: Bearer {token}\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String post(String path, String body) {
    return head("POST " + path)
        + "Content-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String get(String path) {
    return head("GET " + path) + "Authorization: Bearer {token}\r\n\r\n";
  }

  static String signIn() {
    return login(PASSWORD);
  }

  private static String login(String password) {
    return post("/api/v1/auth/login", credentials(EMAIL, password));
  }

  private static String credentials(String email, String password) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
  }

  private static String head(String start) {
    return start + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  }

  private static String encoded(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }

  static String shown(String text) {
    var printable = text.replaceAll("[^ -~]", ".");
    return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
  }
}
