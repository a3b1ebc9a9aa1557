package dev.latchkey.adapter.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Ends TLS before a server that speaks none, with a fresh certificate for {@code localhost}. */
final class TlsEnd implements AutoCloseable {
  static final String PASSWORD = "changeit";

  private final SSLServerSocket door;
  private final int target;
  private final AtomicInteger connections = new AtomicInteger();

  private TlsEnd(SSLServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /**
   * @param keys is written: the certificate too is in it, for whoever is to trust it
   */
  static TlsEnd before(int target, Path keys) throws IOException {
    makeKeys(keys);
    try {
      var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      var door =
          context
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var end = new TlsEnd((SSLServerSocket) door, target);
      Thread.ofVirtual().start(end::accept);
      return end;
    } catch (GeneralSecurityException unusable) {
      throw new IOException(unusable);
    }
  }

  private static void makeKeys(Path keys) throws IOException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc:c",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    try {
      process.waitFor();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (!Files.exists(keys)) {
      throw new IOException("keytool made no keys");
    }
  }

  int port() {
    return door.getLocalPort();
  }

  /** How many came so far, whether they went on or not. */
  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = door.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> join(client));
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private void join(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread.ofVirtual().start(() -> copy(server, client));
      pass(client.getInputStream(), server.getOutputStream());
    } catch (IOException over) {
      // Somebody hung up.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      pass(from.getInputStream(), to.getOutputStream());
    } catch (IOException over) {
      // Somebody hung up.
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    var bytes = new byte[8192];
    for (var count = from.read(bytes); count >= 0; count = from.read(bytes)) {
      to.write(bytes, 0, count);
      to.flush();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
