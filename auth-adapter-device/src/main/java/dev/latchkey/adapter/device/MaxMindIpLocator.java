package dev.latchkey.adapter.device;

import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.device.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks places up in a file of MaxMind's format, such as GeoLite2-City, that somebody else may
 * replace at any time. Read when somebody first asks. No file: every place is unknown.
 *
 * <p>Now and then whoever asks looks whether the file has changed. A new one is read once it has
 * looked the same twice, so not while it is being written; one that cannot be read leaves the old
 * one in its place, and is complained of once.
 */
public final class MaxMindIpLocator implements IpLocator {
  private static final Logger LOG = LoggerFactory.getLogger(MaxMindIpLocator.class);

  /** Between two looks at the file. */
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Path file;
  private final InstantSource time;
  private final ReentrantLock looking = new ReentrantLock();

  /** Written by whoever holds the lock. */
  private volatile @Nullable Loaded loaded;

  private volatile Instant lookedAt = Instant.MIN;
  private Optional<Stamp> seen = Optional.empty();
  private Optional<Stamp> refused = Optional.empty();

  public MaxMindIpLocator(Path file, InstantSource time) {
    this.file = file;
    this.time = time;
  }

  /** By what a file is known to be another; there is none for one that is not there. */
  private record Stamp(FileTime changed, long size, Optional<Object> key) {}

  /** What was read, and from which file; empty is what is known without a file. */
  private record Loaded(Optional<Stamp> stamp, Optional<PlaceDatabase> database) {}

  @Override
  public Optional<Place> locate(String address) {
    return IpText.parse(address)
        .flatMap(parsed -> database().flatMap(there -> find(there, parsed)));
  }

  private static Optional<Place> find(PlaceDatabase database, InetAddress address) {
    return Attempt.at(() -> database.find(address)).result().flatMap(place -> place);
  }

  private Optional<PlaceDatabase> database() {
    if (isTimeToLook() && mayLook()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    var there = loaded;
    return there == null ? Optional.empty() : there.database();
  }

  private boolean isTimeToLook() {
    var before = lookedAt;
    var now = time.instant();
    return loaded == null || now.isBefore(before) || !now.minus(BETWEEN_LOOKS).isBefore(before);
  }

  /** Only for the first reading does anybody wait for another. */
  private boolean mayLook() {
    if (loaded == null) {
      looking.lock();
      return true;
    }
    return looking.tryLock();
  }

  private void look() {
    if (!isTimeToLook()) {
      return;
    }
    lookedAt = time.instant();
    var there = loaded;
    var now = stamp();
    if (there == null || isNew(now, there)) {
      load(now, there);
    }
    seen = now;
  }

  private boolean isNew(Optional<Stamp> now, Loaded there) {
    var isSettled = now.equals(seen);
    return isSettled && !now.equals(there.stamp()) && (now.isEmpty() || !now.equals(refused));
  }

  private void load(Optional<Stamp> now, @Nullable Loaded before) {
    if (now.isEmpty()) {
      loaded = new Loaded(now, Optional.empty());
      return;
    }
    var attempt = Attempt.at(() -> PlaceDatabase.read(file));
    if (attempt.result().isPresent() && stamp().equals(now)) {
      loaded = new Loaded(now, attempt.result());
      refused = Optional.empty();
      LOG.info("places are looked up in {}", file);
    } else {
      refuse(now, attempt.failure(), before);
    }
  }

  /** One that changed while it was read is tried again when it has settled. */
  private void refuse(Optional<Stamp> now, Optional<Throwable> reason, @Nullable Loaded before) {
    loaded = before == null ? new Loaded(Optional.empty(), Optional.empty()) : before;
    if (reason.isPresent()) {
      refused = now;
      LOG.warn("{} cannot be read; what was there before goes on", file, reason.get());
    }
  }

  private Optional<Stamp> stamp() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(
              attributes.lastModifiedTime(),
              attributes.size(),
              Optional.ofNullable(attributes.fileKey())));
    } catch (NoSuchFileException notThere) {
      return Optional.empty();
    } catch (IOException unreadable) {
      // As good as changed: the reading will tell what is wrong.
      return Optional.of(new Stamp(FileTime.fromMillis(0), -1, Optional.empty()));
    }
  }
}
