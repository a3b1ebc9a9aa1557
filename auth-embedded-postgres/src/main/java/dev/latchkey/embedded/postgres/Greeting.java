package dev.latchkey.embedded.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a PostgreSQL on this machine whether it takes connections, by the first message of its
 * protocol (version 3.0, "Start-up"). A server that does answers with a demand for authentication;
 * one that starts, stops or is full answers with an error.
 */
final class Greeting {
  private static final int PROTOCOL = 3 << 16;
  private static final int AUTHENTICATION = 'R';
  private static final int TIMEOUT_MILLIS = 2_000;

  private Greeting() {}

  static boolean accepted(int port, String user, String database) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(startup(user, database));
      return socket.getInputStream().read() == AUTHENTICATION;
    } catch (IOException notYet) {
      return false;
    }
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static byte[] startup(String user, String database) throws IOException {
    var text = "user\0" + user + "\0database\0" + database + "\0\0";
    var message = new ByteArrayOutputStream();
    var out = new DataOutputStream(message);
    out.writeInt(2 * Integer.BYTES + text.length());
    out.writeInt(PROTOCOL);
    out.write(text.getBytes(US_ASCII));
    return message.toByteArray();
  }
}
