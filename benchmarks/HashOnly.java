import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.adapter.crypto.Argon2PasswordHasher;
import dev.latchkey.adapter.crypto.CryptoConfig;
import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.OverloadedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/**
 * A server that does nothing but to compare a password with a hash, behind the same gate as Latchkey:
 * what a login could cost at best. Arguments: port, places in the queue.
 */
public final class HashOnly {
  private static final int BACKLOG = 1024;

  private HashOnly() {}

  public static void main(String[] arguments) throws IOException {
    var port = Integer.parseInt(arguments[0]);
    var permits = Runtime.getRuntime().availableProcessors();
    var gate = new CryptoConfig.Gate(permits, Integer.parseInt(arguments[1]), Duration.ofSeconds(1));
    var random = new SecureRandomSource(InstantSource.system());
    var cost = CryptoConfig.Argon2Cost.recommended();
    var hasher = new Argon2PasswordHasher(cost, gate, random);
    var password = PlainPassword.parse("correct horse battery staple").orElseThrow();
    var hash = hasher.hash(password);

    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          try {
            hasher.verify(password, hash);
            answer(exchange, 200);
          } catch (OverloadedException full) {
            answer(exchange, 503);
          }
        });
    server.start();
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
