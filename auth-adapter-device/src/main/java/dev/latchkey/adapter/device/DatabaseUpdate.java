package dev.latchkey.adapter.device;

import dev.latchkey.domain.kernel.RecurringTask;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database of places up to date: once a day, and after a failure in a while that doubles
 * from five minutes to a day. A new file is there whole or not at all: it is written beside the old
 * one, its checksum is compared, it is opened once, and then takes the place of the old.
 */
final class DatabaseUpdate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseUpdate.class);
  private static final String NAME = "update-places";
  private static final String EDITION = "GeoLite2-City";
  private static final Duration LEAST_PAUSE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 9;
  private static final String PART = ".geoip-";

  private final Path database;
  private final Supplier<UpdateServer> servers;
  private final InstantSource time;

  /** The scheduler runs one at a time, though not always on one thread. */
  private volatile Instant notBefore = Instant.MIN;

  private volatile int failures;
  private volatile @Nullable UpdateServer asked;

  /**
   * @param servers opens one for each time that it is asked
   */
  DatabaseUpdate(Path database, Supplier<UpdateServer> servers, InstantSource time) {
    this.database = database.toAbsolutePath();
    this.servers = servers;
    this.time = time;
  }

  static DatabaseUpdate open(Path database, DeviceConfig.Updates from, InstantSource time) {
    return new DatabaseUpdate(database, () -> UpdateServer.open(from, PATIENCE), time);
  }

  /** Often enough for the shortest pause. */
  RecurringTask task() {
    return new RecurringTask(NAME, LEAST_PAUSE, this::run);
  }

  void run() {
    if (time.instant().isBefore(notBefore)) {
      return;
    }
    try (var server = servers.get()) {
      asked = server;
      update(server);
      failures = 0;
      notBefore = time.instant().plus(DAY);
    } catch (UpdateException failed) {
      giveUp(String.valueOf(failed.getMessage()));
    } catch (IOException failed) {
      giveUp(failed.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp(String reason) {
    var pause = pauseAfter(failures);
    // Nobody else counts: runs follow each other.
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    notBefore = time.instant().plus(pause);
    LOG.warn("{} could not be brought up to date, next try in {}: {}", database, pause, reason);
  }

  static Duration pauseAfter(int failures) {
    var pause = LEAST_PAUSE.multipliedBy(1L << failures);
    return pause.compareTo(DAY) < 0 ? pause : DAY;
  }

  private void update(UpdateServer server)
      throws IOException, UpdateException, InterruptedException {
    var latest = server.latest(EDITION);
    if (Files.exists(database) && Md5.of(database).equals(latest.md5())) {
      return;
    }
    var folder = Files.createDirectories(folder());
    clearLeftovers(folder);
    var archive = Files.createTempFile(folder, PART, ".tar.gz");
    var fresh = Files.createTempFile(folder, PART, ".mmdb");
    try {
      server.download(EDITION, latest, archive);
      var md5 = new Archive(archive).unpack(EDITION + ".mmdb", fresh);
      require(md5.equals(latest.md5()), "the checksum is another than the one that was told");
      check(fresh);
      replace(fresh);
      LOG.info("{} is of {} now", database, latest.date());
    } finally {
      Files.deleteIfExists(archive);
      Files.deleteIfExists(fresh);
    }
  }

  private static void check(Path fresh) throws UpdateException {
    var failure = Attempt.at(() -> PlaceDatabase.check(fresh)).failure();
    if (failure.isPresent()) {
      throw new UpdateException("it is no database of cities: " + failure.get());
    }
  }

  private static void require(boolean holds, String fault) throws UpdateException {
    if (!holds) {
      throw new UpdateException(fault);
    }
  }

  private Path folder() {
    return database.resolveSibling("").toAbsolutePath();
  }

  /** What a process left behind that was killed while it worked. */
  private static void clearLeftovers(Path folder) throws IOException {
    try (var leftovers = Files.newDirectoryStream(folder, PART + "*")) {
      for (var leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** On the disk before it is there, and there before anything that follows. */
  private void replace(Path fresh) throws IOException {
    try (var content = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      content.force(true);
    }
    if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    var server = asked;
    if (server != null) {
      server.close();
    }
  }
}
