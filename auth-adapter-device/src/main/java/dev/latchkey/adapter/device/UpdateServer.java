package dev.latchkey.adapter.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.adapter.device.DeviceConfig.Updates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Speaks the protocol of MaxMind's own updater: asks what is the latest, and fetches it. Bounded in
 * time and size. The licence key goes to the server that it is for, and not along when that sends
 * us elsewhere; it is in no message.
 */
final class UpdateServer implements AutoCloseable {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LONGEST_ANSWER = 64 << 10;
  private static final long LONGEST_ARCHIVE = 256L << 20;
  private static final int MOST_REDIRECTS = 3;
  private static final int OK = 200;

  private final Updates config;
  private final Duration patience;
  private final HttpClient client;
  private final JsonMapper json = JsonMapper.builder().build();

  private UpdateServer(Updates config, Duration patience, HttpClient client) {
    this.config = config;
    this.patience = patience;
    this.client = client;
  }

  /**
   * Nothing is sent before somebody asks.
   *
   * @param patience for the whole of an answer
   */
  static UpdateServer open(Updates config, Duration patience) {
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    return new UpdateServer(config, patience, client);
  }

  /** What there is to be had: of which day, and with which checksum. */
  record Latest(String date, String md5) {}

  Latest latest(String edition) throws IOException, UpdateException, InterruptedException {
    var answer = new ByteArrayOutputStream();
    fetch(
        at("/geoip/updates/metadata?edition_id=" + edition),
        () -> new BoundedCopy(answer, LONGEST_ANSWER));
    var databases = parsed(answer.toString(StandardCharsets.UTF_8)).path("databases");
    for (var database : databases) {
      if (database.path("edition_id").asText().equals(edition)) {
        return latest(database);
      }
    }
    throw new UpdateException("the server does not know " + edition);
  }

  private static Latest latest(JsonNode told) throws UpdateException {
    var latest = new Latest(told.path("date").asText(), told.path("md5").asText());
    if (!DATE.matcher(latest.date()).matches() || !MD5.matcher(latest.md5()).matches()) {
      throw new UpdateException("the server speaks another protocol");
    }
    return latest;
  }

  private JsonNode parsed(String text) throws UpdateException {
    try {
      return json.readTree(text);
    } catch (IOException itWouldQuoteTheText) {
      throw new UpdateException("the server does not answer in JSON");
    }
  }

  /** Fetches the archive of that day into a file. */
  void download(String edition, Latest latest, Path target)
      throws IOException, UpdateException, InterruptedException {
    var day = latest.date().replace("-", "");
    try (var out = Files.newOutputStream(target)) {
      fetch(
          at("/geoip/databases/" + edition + "/download?date=" + day + "&suffix=tar.gz"),
          () -> new BoundedCopy(out, LONGEST_ARCHIVE));
    }
  }

  private URI at(String path) {
    return URI.create(config.server().toString().replaceFirst("/+$", "") + path);
  }

  private void fetch(URI first, Supplier<BodySubscriber<Void>> body)
      throws IOException, UpdateException, InterruptedException {
    var place = first;
    for (var n = 0; n <= MOST_REDIRECTS; n++) {
      var answer = answer(request(place), body);
      if (answer.statusCode() == OK) {
        return;
      }
      place = elsewhere(answer, place);
    }
    throw new UpdateException("the server sends us around in circles");
  }

  private HttpRequest request(URI place) {
    var request = HttpRequest.newBuilder(place).header("User-Agent", "Latchkey");
    if (isServer(place)) {
      request.header("Authorization", "Basic " + credentials());
    }
    return request.build();
  }

  private boolean isServer(URI place) {
    var server = config.server();
    return server.getScheme().equals(place.getScheme())
        && server.getHost().equalsIgnoreCase(place.getHost())
        && server.getPort() == place.getPort();
  }

  private String credentials() {
    var both = config.account() + ":" + config.licenseKey();
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
  }

  /** Without the patience of {@code HttpRequest}, which ends when the body begins. */
  private HttpResponse<Void> answer(HttpRequest request, Supplier<BodySubscriber<Void>> body)
      throws IOException, UpdateException, InterruptedException {
    var answer = client.sendAsync(request, info -> subscriber(info, body));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException why ? why : new IOException(failed);
    } catch (TimeoutException | CancellationException late) {
      throw new UpdateException("the server did not answer in time");
    } finally {
      answer.cancel(true);
    }
  }

  private static BodySubscriber<Void> subscriber(
      ResponseInfo info, Supplier<BodySubscriber<Void>> body) {
    return info.statusCode() == OK ? body.get() : BodySubscribers.discarding();
  }

  /** Where we are sent; an address may be as good as a key, so it is not told. */
  private URI elsewhere(HttpResponse<Void> answer, URI from) throws UpdateException {
    var place =
        switch (answer.statusCode()) {
          case 301, 302, 303, 307, 308 ->
              answer.headers().firstValue("Location").flatMap(to -> resolved(from, to));
          default -> throw new UpdateException(refusal(answer.statusCode()));
        };
    return place
        .filter(to -> isAsSafeAs(from, to))
        .orElseThrow(() -> new UpdateException("the server sends us where nobody should go"));
  }

  private static Optional<URI> resolved(URI from, String to) {
    return Attempt.at(() -> from.resolve(to)).result();
  }

  private static boolean isAsSafeAs(URI from, URI to) {
    return to.getHost() != null
        && Updates.isSafe(to)
        && ("https".equals(to.getScheme()) || "http".equals(from.getScheme()));
  }

  private static String refusal(int status) {
    return switch (status) {
      case 401, 403 -> "the server refuses the account and its licence key (" + status + ")";
      case 429 -> "the server was asked too often today (429)";
      default -> "the server answers " + status;
    };
  }

  /** Whoever still waits gets no answer. Closing twice is harmless. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
