package dev.latchkey.bootstrap.journeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Bytes to a server and bytes back, with no HTTP client in between to correct them. */
record Wire(int port, Duration patience) {

  static Wire to(URI server) {
    return new Wire(server.getPort(), Duration.ofSeconds(20));
  }

  Wire waiting(Duration longer) {
    return new Wire(port, longer);
  }

  /** Writes a request, or what somebody takes for one. */
  @FunctionalInterface
  interface Sending {
    void to(OutputStream out) throws IOException;
  }

  /**
   * What came back: one whole answer, or less if the server closed the connection before.
   *
   * @param text one character for each byte; empty when it closed without a word
   * @param open whether our patience ended before either
   */
  record Heard(String text, Duration took, boolean open) {

    /** 0 when there was no answer. */
    int status() {
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    String body() {
      var start = text.indexOf("\r\n\r\n");
      return start < 0
          ? ""
          : new String(
              text.substring(start + 4).getBytes(StandardCharsets.ISO_8859_1),
              StandardCharsets.UTF_8);
    }

    /** Every value of a header of the first answer. */
    List<String> values(String name) {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }
  }

  /** Sends one byte for each character. */
  Heard send(String bytes) {
    return send(out -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  Heard send(Sending sending) {
    var began = System.nanoTime();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      try {
        sending.to(socket.getOutputStream());
        socket.getOutputStream().flush();
      } catch (SocketException serverHasHeardEnough) {
        // The answer is there all the same.
      }
      var text = new ByteArrayOutputStream();
      var open = read(socket, text);
      var took = Duration.ofNanos(System.nanoTime() - began);
      return new Heard(text.toString(StandardCharsets.ISO_8859_1), took, open);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean isWhole(String text) {
    var end = text.indexOf("\r\n\r\n");
    var length = new Heard(text, Duration.ZERO, true).values("Content-Length");
    return end >= 0
        && length.size() == 1
        && text.length() >= end + 4 + Integer.parseInt(length.getFirst());
  }

  private static boolean read(Socket socket, ByteArrayOutputStream text) throws IOException {
    var part = new byte[4096];
    try {
      for (var n = socket.getInputStream().read(part);
          n >= 0;
          n = socket.getInputStream().read(part)) {
        text.write(part, 0, n);
        if (isWhole(text.toString(StandardCharsets.ISO_8859_1))) {
          return false;
        }
      }
    } catch (SocketTimeoutException stillOpen) {
      return true;
    } catch (SocketException resetAfterTheAnswer) {
      // Closing with bytes unread resets the connection; what was sent before counts.
    }
    return false;
  }
}
