package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.OptionalInt;

/** Which port to listen on: the one asked for, else the one of last time, else a free one. */
final class Ports {
  private static final int ANY = 0;
  private static final int LAST = 65_535;

  private Ports() {}

  static int choose(OptionalInt asked, Folder folder) throws IOException {
    if (asked.isPresent()) {
      return asked.getAsInt();
    }
    var known = lastUsed(folder);
    return known != ANY && free(known) ? known : anyFree();
  }

  static void remember(Folder folder, int port) throws IOException {
    FileTree.writePrivately(folder.port(), port + "\n");
  }

  private static int lastUsed(Folder folder) throws IOException {
    if (!Files.exists(folder.port())) {
      return ANY;
    }
    try {
      var port = Integer.parseInt(Files.readString(folder.port()).strip());
      return port > 0 && port <= LAST ? port : ANY;
    } catch (NumberFormatException editedByHand) {
      return ANY;
    }
  }

  private static boolean free(int port) throws IOException {
    try (var socket = new ServerSocket(port, 1, Greeting.loopback())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    }
  }

  /** Free now; somebody may take it before PostgreSQL does, and then the start is tried again. */
  static int anyFree() throws IOException {
    try (var socket = new ServerSocket(ANY, 1, Greeting.loopback())) {
      return socket.getLocalPort();
    }
  }
}
