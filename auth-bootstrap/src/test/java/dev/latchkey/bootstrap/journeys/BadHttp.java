package dev.latchkey.bootstrap.journeys;

import dev.latchkey.bootstrap.journeys.BadInput.Shape;
import java.util.ArrayList;
import java.util.List;

/** The rows of the table that are about HTTP itself: request lines, headers, framing. */
final class BadHttp {
  private static final String OK = "{\"name\":\"Ada\"}";
  private static final String MALFORMED = "400 malformed_request";
  private static final String HEADERS = "431 headers_too_large";

  /** The one refusal of 500 and above: HTTP has no other word for it. */
  private static final String VERSION = "400 malformed_request|505 http_version_not_supported";

  private static final String HOST = "Host: localhost\r\n";
  private static final String END = "Connection: close\r\n\r\n";

  private BadHttp() {}

  static List<Shape> heads() {
    var table = new ArrayList<Shape>();
    for (var path :
        List.of(
            "//",
            "//health",
            "/api//v1",
            "/health/%2e%2e/x",
            "/api%2fv1",
            "/health%00",
            "/health%0a",
            "/%c3%28",
            "/%ff",
            "/%c0%af",
            "/\u00ff",
            "/%zz",
            "/%u0041",
            "/a\\b",
            "/a%5cb",
            "/..%2fx",
            "http:///health",
            "ftp://localhost/health",
            "health",
            "/a\tb")) {
      table.add(line("GET " + path + " HTTP/1.1", MALFORMED));
    }
    for (var path : List.of("/nothing", "/health/", "/Health", "/health;a=b", "/health/live.css")) {
      table.add(line("GET " + path + " HTTP/1.1", "404 not_found"));
    }
    table.add(line("DELETE /health HTTP/1.1", "405 method_not_allowed"));
    table.add(line("TRACE /health HTTP/1.1", "405 method_not_allowed"));
    table.add(line("get /health HTTP/1.1", "405 method_not_allowed"));
    table.add(line("CONNECT localhost:22 HTTP/1.1", "404 not_found|" + MALFORMED));
    table.add(line("GET /health HTTP/1.1 x", MALFORMED));
    table.add(line("GET /health HTTP/2.0", VERSION));
    table.add(line("GET /health HTTP/9.9", VERSION));
    table.add(line("GET /health", VERSION));
    table.add(line("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", MALFORMED));
    table.add(line("GET /" + "a".repeat(64 << 10) + " HTTP/1.1", "414 uri_too_long"));
    table.add(
        line(
            "A".repeat(64 << 10) + " /health HTTP/1.1",
            HEADERS + "|414 uri_too_long|" + MALFORMED));
    for (var header :
        List.of(
            "X : a",
            "X\t: a",
            ": a",
            "X",
            "X y: a",
            "X: a\0b",
            "X: a\rb",
            "X: a\r\n folded",
            "X: a\r\n\tfolded",
            " X: a",
            "X\0: a",
            "X(: a")) {
      table.add(header("with " + header, header + "\r\n", MALFORMED, "X: a\r\n"));
    }
    table.add(
        header("a header of 64 KiB", "X: " + "a".repeat(64 << 10) + "\r\n", HEADERS, x(8000)));
    table.add(
        header("100 000 headers", "X: a\r\n".repeat(100_000), HEADERS, "X: a\r\n".repeat(50)));
    table.add(
        header("10 000 cookies", "Cookie: a=b\r\n".repeat(10_000), HEADERS, "Cookie: a=b\r\n"));
    table.add(
        header(
            "10 000 cookies in one header",
            "Cookie: " + "a=b; ".repeat(10_000) + "a=b\r\n",
            HEADERS,
            "Cookie: " + "a=b; ".repeat(1000) + "a=b\r\n"));
    for (var host :
        List.of(
            "",
            "Host:\r\n",
            "Host: a b\r\n",
            "Host: a\r\nHost: a\r\n",
            "Host: a,b\r\n",
            "Host: a:99999\r\n",
            "Host: a\0\r\n",
            "Host: [::1\r\n")) {
      table.add(
          row("with " + host, "GET /health HTTP/1.1\r\n" + host + END, MALFORMED, health("")));
    }
    table.add(
        row(
            "line feeds alone",
            "GET /health HTTP/1.1\nHost: localhost\n\n",
            MALFORMED,
            health("")));
    table.add(
        row(
            "one line feed alone",
            "GET /health HTTP/1.1\r\nHost: localhost\nX: a\r\n" + END,
            MALFORMED,
            health("X: a\r\n")));
    return table;
  }

  static List<Shape> framing() {
    var table = new ArrayList<Shape>();
    var length = "Content-Length: " + OK.length() + "\r\n";
    for (var bad :
        List.of(
            length + "Content-Length: 5\r\n",
            "Content-Length: 5\r\n" + length,
            "Content-Length: 14, 5\r\n",
            "Content-Length: -14\r\n",
            "Content-Length: +14\r\n",
            "Content-Length: 0x0e\r\n",
            "Content-Length: 14.0\r\n",
            "Content-Length: 1 4\r\n",
            "Content-Length:\r\n",
            "Content-Length: 99999999999999999999\r\n",
            length + "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\n" + length,
            length + "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: gzip\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunked, gzip\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked, chunked\r\n",
            "Transfer-Encoding: \u000bchunked\r\n",
            "Transfer-Encoding : chunked\r\n",
            length.replace(":", " :"))) {
      table.add(row("framed by " + bad, profile(bad, OK), MALFORMED, profile(length, OK)));
    }
    for (var bad :
        List.of(
            "zz\r\n" + OK + "\r\n0\r\n\r\n", "-e\r\n" + OK + "\r\n0\r\n\r\n",
            "0xe\r\n" + OK + "\r\n0\r\n\r\n", " e\r\n" + OK + "\r\n0\r\n\r\n",
            "\r\ne\r\n" + OK + "\r\n0\r\n\r\n", "1000000000000000e\r\n" + OK + "\r\n0\r\n\r\n",
            "ffffffffffffffffe\r\n" + OK + "\r\n0\r\n\r\n", "8000000000000000\r\n" + OK,
            "d\r\n" + OK + "\r\n0\r\n\r\n", "e\r\n" + OK + "0\r\n\r\n",
            "e\n" + OK + "\r\n0\r\n\r\n", "e\r\n" + OK + "\n0\r\n\r\n",
            "e;a\nb\r\n" + OK + "\r\n0\r\n\r\n", "e;a=\0\r\n" + OK + "\r\n0\r\n\r\n")) {
      table.add(chunks(bad, MALFORMED));
    }
    table.add(chunks("e;name=value;other=\"quoted\"\r\n" + OK + "x\r\n0\r\n\r\n", MALFORMED));
    table.add(
        row(
            "chunks in HTTP/1.0",
            chunked("e\r\n" + OK + "\r\n0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0"),
            MALFORMED,
            chunked("e\r\n" + OK + "\r\n0\r\n\r\n")));
    return table;
  }

  private static Shape line(String bad, String refusal) {
    return row(bad, bad + "\r\n" + HOST + END, refusal, health(""));
  }

  private static Shape header(String name, String bad, String refusal, String good) {
    return row(name, health(bad), refusal, health(good));
  }

  private static String x(int size) {
    return "X: " + "a".repeat(size) + "\r\n";
  }

  /** The twin says the same in chunks as they should be, with an extension that nobody knows. */
  private static Shape chunks(String bad, String refusal) {
    var good = "7;name=\"value\"\r\n" + OK.substring(0, 7) + "\r\n7\r\n" + OK.substring(7);
    return row("chunks " + bad, chunked(bad), refusal, chunked(good + "\r\n0\r\n\r\n"));
  }

  private static Shape row(String name, String bad, String refusal, String good) {
    return new Shape(BadInput.shown(name), bad, refusal, good);
  }

  private static String health(String headers) {
    return "GET /health HTTP/1.1\r\n" + HOST + headers + END;
  }

  private static String chunked(String chunks) {
    return profile("Transfer-Encoding: chunked\r\n", chunks);
  }

  private static String profile(String framing, String body) {
    return "PUT /api/v1/users/profile HTTP/1.1\r\n"
        + HOST
        + "Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        + framing
        + END
        + body;
  }
}
