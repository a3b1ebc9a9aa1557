package dev.latchkey.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Bytes to the server and bytes back, with no HTTP client in between to correct them. */
final class RawConnection {
  private static final String SET_COOKIE = "Set-Cookie:";
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;
  private final Consumer<String> lint;

  RawConnection(int port) {
    this(port, RawConnection::lint);
  }

  /**
   * @param lint looks at every answer
   */
  RawConnection(int port, Consumer<String> lint) {
    this.port = port;
    this.lint = lint;
  }

  /** What the server says until it closes the connection. One character is one byte, both ways. */
  String send(String bytes) {
    return send(out -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  String send(Sending sending) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        sending.to(socket.getOutputStream());
        socket.getOutputStream().flush();
      } catch (SocketException serverHasHeardEnough) {
        // The answer is there all the same.
      }
      return read(socket);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private String read(Socket socket) throws IOException {
    var answer = new ByteArrayOutputStream();
    var part = new byte[4096];
    try {
      for (var n = socket.getInputStream().read(part);
          n >= 0;
          n = socket.getInputStream().read(part)) {
        answer.write(part, 0, n);
      }
    } catch (SocketException resetAfterTheAnswer) {
      // Closing with bytes unread resets the connection; what was sent before counts.
    }
    var text = answer.toString(StandardCharsets.ISO_8859_1);
    lint.accept(text);
    return text;
  }

  private static void lint(String answer) {
    if (answer.startsWith("HTTP/")) {
      new HeaderLint(false).check(name -> values(answer, name));
    }
    lintCookies(answer);
  }

  /** Of the first answer, if there are several. */
  private static List<String> values(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  private static void lintCookies(String answer) {
    var cookies =
        answer
            .lines()
            .filter(line -> line.regionMatches(true, 0, SET_COOKIE, 0, SET_COOKIE.length()));
    new CookieLint(true)
        .check(
            cookies.map(line -> line.substring(SET_COOKIE.length()).strip()).toList(), "", false);
  }

  /** Writes a request. */
  @FunctionalInterface
  interface Sending {
    void to(OutputStream out) throws IOException;
  }
}
