package dev.latchkey.adapter.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for {@code localhost} by name, made for one test run. */
final class Certificate {
  private static final char[] STORE_PASSWORD = "of-a-test".toCharArray();

  private final Path file;
  private final KeyStore store;

  private Certificate(Path file, KeyStore store) {
    this.file = file;
    this.store = store;
  }

  static Certificate forLocalhost() throws Exception {
    var file = Files.createTempDirectory("certificate").resolve("store.p12");
    var keytool =
        new ProcessBuilder(command(file))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
    return new Certificate(file, KeyStore.getInstance(file.toFile(), STORE_PASSWORD));
  }

  private static List<String> command(Path file) {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    return List.of(
        keytool,
        "-genkeypair",
        "-alias",
        "mail",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        new String(STORE_PASSWORD));
  }

  /** Where GreenMail looks for the certificate of its own TLS ports. */
  void useForGreenMail() {
    System.setProperty("greenmail.tls.keystore.file", file.toString());
    System.setProperty("greenmail.tls.keystore.password", new String(STORE_PASSWORD));
  }

  /** Sockets of a server that shows this certificate. */
  SSLSocketFactory server() throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, STORE_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }

  /** Sockets of a client that trusts this certificate and no other. */
  SSLSocketFactory trusting() throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
