package dev.latchkey.bootstrap.survival;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One run: clients work, the nemesis rages, everybody shows what he holds, and the checker judges.
 */
final class Survival {
  private static final int CLIENTS = 6;

  /** For mails whose delivery failed again and again while nothing worked. */
  private static final Duration DELIVERY = Duration.ofMinutes(3);

  private static final long SECOND = 1_000_000_000L;

  private final long seconds;
  private final long seed;
  private final PrintStream out;
  private final Journal journal = new Journal();

  Survival(long seconds, long seed, PrintStream out) {
    this.seconds = seconds;
    this.seed = seed;
    this.out = out;
  }

  /** Leaves nothing running; the logs stay in the folder. */
  Findings run(Path folder) throws IOException, SQLException {
    out.printf("survival: seed %d, %d s, %d clients, two servers%n", seed, seconds, CLIENTS);
    try (var world = World.open(folder, journal)) {
      var interrupted = new Thread(world::abandon);
      Runtime.getRuntime().addShutdownHook(interrupted);
      try {
        return run(world);
      } finally {
        Runtime.getRuntime().removeShutdownHook(interrupted);
      }
    }
  }

  private Findings run(World world) throws IOException, SQLException {
    if (world.clock().isEmpty()) {
      out.println("no libfaketime here: no clock is moved");
    }
    var probe = Probe.settle(world.doors().getFirst(), world.office(), journal);
    var town = new Town(world.doors(), world.office(), journal);
    var crowd = Crowd.start(town, CLIENTS, seed);
    var troubles = work(crowd, world, probe);
    crowd.showAll();
    try (var connection = world.postgres().connect()) {
      var snapshot = new SnapshotReader(connection).read(DELIVERY).without(Probe.EMAIL);
      var skew = world.clock().isPresent() ? MovedClock.SKEW : Duration.ZERO;
      return judge(
          new History(journal.operations(), world.office().letters(), snapshot, troubles, skew));
    }
  }

  private List<Trouble> work(Crowd crowd, World world, Probe probe) throws IOException {
    try {
      var until = journal.now() + seconds * SECOND;
      return new Nemesis(world, probe, journal, seed, out::println).rage(until);
    } finally {
      crowd.stop();
    }
  }

  private Findings judge(History history) throws IOException {
    var findings = Checker.check(history);
    new Report(history, findings).print(out);
    keep(history.operations());
    out.println(verdict(findings));
    return findings;
  }

  /** All of it, for whoever has to find out why. */
  private void keep(List<Operation> operations) throws IOException {
    var file = Path.of("target", "survival", "journal-" + seed + ".txt");
    Files.createDirectories(file.getParent());
    Files.write(file, operations.stream().map(Operation::toString).toList());
    out.println("all operations: " + file.toAbsolutePath());
  }

  private String verdict(Findings findings) {
    return findings.violations().isEmpty()
        ? "nothing broken; seed " + seed
        : findings.violations().size()
            + " BROKEN; again with: benchmarks/chaos %d %d".formatted(seconds, seed);
  }
}
