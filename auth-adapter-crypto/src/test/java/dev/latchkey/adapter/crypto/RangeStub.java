package dev.latchkey.adapter.crypto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that answers ranges as it is told, and remembers what it was asked. */
final class RangeStub implements AutoCloseable {

  /** Writes the answer to one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What was asked, as it came. */
  record Asked(String method, String path, String padding, int bodyLength) {}

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private RangeStub(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(
                new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Add-Padding")),
                    exchange.getRequestBody().readAllBytes().length));
            answer.to(exchange);
          }
        });
    server.start();
  }

  static RangeStub answering(Answer answer) {
    try {
      return new RangeStub(answer);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  static RangeStub answering(int status, String body) {
    return answering(exchange -> send(exchange, status, body));
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  URI ranges() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/range");
  }

  RangeBreachedPasswords client() {
    return client(Duration.ofSeconds(20));
  }

  RangeBreachedPasswords client(Duration patience) {
    return RangeBreachedPasswords.open(new BreachConfig(ranges(), patience));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
