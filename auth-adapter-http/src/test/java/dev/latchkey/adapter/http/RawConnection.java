package dev.latchkey.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes to the server and bytes back, with no HTTP client in between to correct them. */
final class RawConnection {
  private static final String SET_COOKIE = "Set-Cookie:";
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;

  RawConnection(int port) {
    this.port = port;
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

  private static String read(Socket socket) throws IOException {
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
    return linted(answer.toString(StandardCharsets.ISO_8859_1));
  }

  private static String linted(String answer) {
    var cookies =
        answer
            .lines()
            .filter(line -> line.regionMatches(true, 0, SET_COOKIE, 0, SET_COOKIE.length()));
    new CookieLint(true)
        .check(
            cookies.map(line -> line.substring(SET_COOKIE.length()).strip()).toList(), "", false);
    return answer;
  }

  /** Writes a request. */
  @FunctionalInterface
  interface Sending {
    void to(OutputStream out) throws IOException;
  }
}
