package dev.latchkey.adapter.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.adapter.device.DeviceConfig.Updates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Speaks the protocol of updates.maxmind.com on loopback, well or badly. */
final class UpdateStub implements AutoCloseable {
  static final String ACCOUNT = "93114";
  static final String KEY = "canary_licence_key";

  /** Writes the answer to one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What was asked, and with which credentials. */
  record Asked(String path, String authorization) {}

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Answer metadata = exchange -> send(exchange, 500, new byte[0]);
  private volatile Answer download = exchange -> send(exchange, 500, new byte[0]);

  UpdateStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/geoip/updates/metadata", exchange -> answer(exchange, metadata));
    server.createContext("/geoip/databases/", exchange -> answer(exchange, download));
    server.start();
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      var credentials = exchange.getRequestHeaders().getFirst("Authorization");
      asked.add(new Asked(exchange.getRequestURI().toString(), String.valueOf(credentials)));
      answer.to(exchange);
    }
  }

  /** Has this database from now on. */
  void offer(byte[] database) {
    offer(database, md5(database));
  }

  /** Has this one, and says that it has this checksum. */
  void offer(byte[] database, String md5) {
    tell(
        "{\"databases\":[{\"edition_id\":\"GeoLite2-City\",\"date\":\"2026-11-20\",\"md5\":\"%s\"}]}"
            .formatted(md5));
    deliver(archive("GeoLite2-City_20261120/GeoLite2-City.mmdb", database));
  }

  void tell(String json) {
    metadata = exchange -> send(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
  }

  void tell(Answer answer) {
    metadata = answer;
  }

  void deliver(byte[] archive) {
    download = exchange -> send(exchange, 200, archive);
  }

  void deliver(Answer answer) {
    download = answer;
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  /** With a file beside the wanted one, as MaxMind's have. */
  static byte[] archive(String name, byte[] content) {
    return archive(
        tar -> {
          put(tar, new TarArchiveEntry("GeoLite2-City_20261120/"), new byte[0]);
          put(tar, new TarArchiveEntry("GeoLite2-City_20261120/COPYRIGHT.txt"), new byte[700]);
          put(tar, new TarArchiveEntry(name, true), content);
        });
  }

  /** Puts entries into an archive. */
  interface Entries {
    void in(TarArchiveOutputStream tar) throws IOException;
  }

  static byte[] archive(Entries entries) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      entries.in(tar);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException everyJdkHasMd5) {
      throw new AssertionError(everyJdkHasMd5);
    }
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  int port() {
    return server.getAddress().getPort();
  }

  Updates config() {
    return new Updates(URI.create("http://127.0.0.1:" + port()), ACCOUNT, KEY);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
