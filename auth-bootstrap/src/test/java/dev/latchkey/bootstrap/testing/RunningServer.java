package dev.latchkey.bootstrap.testing;

import dev.latchkey.application.AuthUseCases;
import dev.latchkey.bootstrap.AuthServer;
import dev.latchkey.bootstrap.CompositionRoot;
import dev.latchkey.bootstrap.settings.ConfigLoader;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The whole server in this JVM, on a free port, with a PostgreSQL database of its own and a local
 * inbox. How to use it:
 *
 * <pre>{@code
 * @AutoClose private static final RunningServer SERVER = RunningServer.start();
 *
 * @Test
 * void …() {
 *   send(HttpRequest.newBuilder(SERVER.uri("/api/v1/auth/register")) …);
 *   var code = SERVER.awaitCode("ada@example.com");
 *   SERVER.auth().findUsers() …          // the same use-cases as plain Java calls
 * }
 * }</pre>
 *
 * Requests are not counted, for all tests come from one address; a test of limits sets {@code
 * RATE_LIMITS} to {@code on}. Devices are not described, for each of the servers of this JVM would
 * take 125 MiB for it; a test of them sets {@code DEVICE_DETECTION}. Settings are those of {@code
 * docs/configuration.md}: {@code RunningServer.start(Map.of("MAILS_PER_ADDRESS_PER_HOUR", "100"))}.
 * A {@link dev.latchkey.testkit.time.MutableTime} may be given too. {@link #another} is a second
 * server on the same database, secret and inbox. One PostgreSQL serves all tests of the JVM, under
 * {@code target/}, without fsync; nothing is shared between two servers that were started apart.
 */
public final class RunningServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6,10}(?![0-9])");
  private static final int ALL = 1000;

  private final AuthServer server;
  private final Shared shared;
  private final boolean ownsShared;

  private RunningServer(AuthServer server, Shared shared, boolean ownsShared) {
    this.server = server;
    this.shared = shared;
    this.ownsShared = ownsShared;
  }

  /** What several servers may have in common. */
  private record Shared(String database, Path folder, InstantSource time) {}

  /** With every setting at its default, on the clock of this machine. */
  public static RunningServer start() {
    return start(Map.of());
  }

  public static RunningServer start(Map<String, String> settings) {
    return start(settings, InstantSource.system());
  }

  public static RunningServer start(Map<String, String> settings, InstantSource time) {
    var shared = new Shared(TestDatabases.create(), newFolder(), time);
    return new RunningServer(open(shared, settings), shared, true);
  }

  /** One more server on the same database, secret, inbox and clock. Close it first. */
  public RunningServer another(Map<String, String> settings) {
    return new RunningServer(open(shared, settings), shared, false);
  }

  private static AuthServer open(Shared shared, Map<String, String> settings) {
    var all = new HashMap<String, String>();
    all.put("PORT", "0");
    all.put("BASE_URL", "http://localhost");
    all.put("RATE_LIMITS", "off");
    all.put("DEVICE_DETECTION", "off");
    all.put("DATA_DIR", shared.folder().toString());
    all.put("DATABASE_URL", TestDatabases.url(shared.database()));
    all.putAll(settings);
    return switch (ConfigLoader.load(all, shared.folder(), null)) {
      case ConfigLoader.Outcome.Loaded(var config, var warnings) ->
          CompositionRoot.start(config, shared.time());
      case ConfigLoader.Outcome.Refused(var faults, var warnings) ->
          throw new IllegalArgumentException(faults.toString());
    };
  }

  private static Path newFolder() {
    try {
      var parent = Files.createDirectories(Path.of("target/test-servers").toAbsolutePath());
      return Files.createTempDirectory(parent, "server-");
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Where a path of the server is: {@code uri("/health")}. */
  public URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  /** The use-cases behind it. */
  public AuthUseCases auth() {
    return server.auth();
  }

  /** As in {@code DATABASE_URL}, for a look at the rows. */
  public String databaseUrl() {
    return TestDatabases.url(shared.database());
  }

  /** Its data folder, with the inbox and the secret key. */
  public Path folder() {
    return shared.folder();
  }

  /** The mails to this address so far, the newest first. */
  public List<Mail> mailsTo(String address) {
    return server.inbox().orElseThrow().newest(ALL).stream()
        .filter(mail -> mail.to().contains(address))
        .toList();
  }

  /** Waits for a mail to this address that is like this, and answers the newest such. */
  public Mail awaitMail(String address, Predicate<Mail> like) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var found = mailsTo(address).stream().filter(like).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("no such mail to " + address + ", but " + mailsTo(address).size());
  }

  /** Waits for a mail with a code to this address, and answers the newest code. */
  public String awaitCode(String address) {
    return codeIn(awaitMail(address, mail -> codeIn(mail).isPresent())).orElseThrow();
  }

  private static Optional<String> codeIn(Mail mail) {
    var matcher = CODE.matcher(mail.text());
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  /** Stops the server; its database goes with it, unless it is somebody else's. */
  @Override
  public void close() {
    server.close();
    if (ownsShared) {
      TestDatabases.drop(shared.database());
    }
  }
}
