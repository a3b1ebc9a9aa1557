package dev.latchkey.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An issuer's key endpoint on a loopback port, which can be told to misbehave. */
final class KeyServer implements AutoCloseable {

  /** One way to answer. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile Answer answer;

  KeyServer(Supplier<String> jwks) {
    answer = withMaxAge(300, jwks);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/.well-known/jwks.json", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    try (exchange) {
      answer.to(exchange);
    }
  }

  URI jwks() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
  }

  int fetches() {
    return fetches.get();
  }

  void answers(Answer other) {
    answer = other;
  }

  static Answer withMaxAge(int seconds, Supplier<String> jwks) {
    return with("Cache-Control", "public, max-age=" + seconds, jwks);
  }

  static Answer with(String header, String value, Supplier<String> jwks) {
    return exchange -> {
      exchange.getResponseHeaders().add(header, value);
      send(exchange, 200, jwks.get());
    };
  }

  static Answer status(int status) {
    return exchange -> send(exchange, status, "{\"keys\":[]}");
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
