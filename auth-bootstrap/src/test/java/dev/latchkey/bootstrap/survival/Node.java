package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.journeys.ServerProcess;
import java.nio.file.Path;
import java.util.Map;

/** One of the servers: it can be killed, started again, stopped and let go on. */
final class Node implements AutoCloseable {
  private final String name;
  private final Path data;
  private final Map<String, String> settings;
  private volatile ServerProcess process;

  private Node(String name, Path data, Map<String, String> settings) {
    this.name = name;
    this.data = data;
    this.settings = Map.copyOf(settings);
    this.process = ServerProcess.serve(data, settings);
  }

  static Node start(String name, Path data, Map<String, String> settings) {
    return new Node(name, data, settings);
  }

  Door door() {
    return new Door(name, () -> process.base());
  }

  void kill() {
    process.kill();
  }

  /** Waits until it is ready. */
  void startAgain() {
    process = ServerProcess.serve(data, settings);
  }

  void freeze() {
    process.signal("STOP");
  }

  void thaw() {
    process.signal("CONT");
  }

  @Override
  public void close() {
    process.close();
  }
}
