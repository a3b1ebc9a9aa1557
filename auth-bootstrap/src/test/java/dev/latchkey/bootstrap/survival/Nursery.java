package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.testing.TestDatabases;
import dev.latchkey.domain.StoragePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/** Two planted servers on a database of their own, and clients; nobody kills anything. */
final class Nursery implements AutoCloseable {
  private static final int CLIENTS = 6;
  private static final long SEED = 20_261_122L;
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  private final Journal journal = new Journal();
  private final PostOffice office;
  private final String database;
  private final PlantedServer one;
  private final PlantedServer other;
  private int rounds;

  private Nursery(Path folder, String database, UnaryOperator<StoragePorts> plant)
      throws IOException {
    this.database = database;
    office = PostOffice.open(journal);
    var settings = World.settings(office);
    var url = TestDatabases.url(database);
    one = PlantedServer.start(folder, url, settings, plant);
    other = PlantedServer.start(folder, url, settings, plant);
  }

  static Nursery open(Path folder, String database, UnaryOperator<StoragePorts> plant)
      throws IOException {
    return new Nursery(folder, database, plant);
  }

  /** Clients work for so long; what is found in all that they did, this time and before. */
  Findings work(Duration time) throws IOException, SQLException {
    var town = new Town(List.of(one.door("one"), other.door("two")), office, journal);
    town.goOnFrom(rounds * 100_000);
    var crowd = Crowd.start(town, CLIENTS, SEED + rounds * 1000L);
    rounds++;
    LockSupport.parkNanos(time.toNanos());
    crowd.stop();
    crowd.showAll();
    try (var connection = TestDatabases.connect(TestDatabases.url(database))) {
      var snapshot = new SnapshotReader(connection).read(DELIVERY);
      var history =
          new History(journal.operations(), office.letters(), snapshot, List.of(), Duration.ZERO);
      return Checker.check(history);
    }
  }

  @Override
  public void close() {
    other.close();
    one.close();
    office.close();
    TestDatabases.drop(database);
  }
}
