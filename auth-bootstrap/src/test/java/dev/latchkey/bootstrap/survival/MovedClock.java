package dev.latchkey.bootstrap.survival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of one process, moved by libfaketime, where that is installed. The monotonic clock
 * and timed waits go on as they are, as when somebody sets the time of a machine.
 */
record MovedClock(Path library, Path file) {
  /** By so much it is moved: less than the 30 s that tokens may be apart. */
  static final Duration SKEW = Duration.ofSeconds(20);

  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

  static Optional<MovedClock> in(Path folder) throws IOException {
    var library = PLACES.stream().filter(Files::exists).findFirst();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    var clock = new MovedClock(library.get(), folder.resolve("clock"));
    clock.move(Duration.ZERO);
    return Optional.of(clock);
  }

  /** What the process has to find in its environment. */
  Map<String, String> settings() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** Against the clock of the machine, within a second. */
  void move(Duration by) throws IOException {
    var fresh = file.resolveSibling("clock.new");
    Files.writeString(fresh, "%+d%n".formatted(by.toSeconds()));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
