package dev.latchkey.bootstrap.survival;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that goes wrong, and how it is put right again.
 *
 * @param unharmed servers that must serve all the while
 * @param hold how long it lasts at least
 */
record Fault(String name, Act inflict, Act undo, List<Door> unharmed, Duration hold) {
  /** Longer than a worker may be silent, and than a mail server is waited for. */
  private static final Duration LONG = Duration.ofSeconds(12);

  private Fault(String name, Act inflict, Act undo, List<Door> unharmed) {
    this(name, inflict, undo, unharmed, Duration.ZERO);
  }

  private Fault forLong() {
    return new Fault(name + " for long", inflict, undo, unharmed, LONG);
  }

  /** What can be done to processes. */
  interface Act {
    void run() throws IOException;
  }

  /** All that the nemesis knows, once each. */
  static List<Fault> of(World world) {
    var faults = new ArrayList<Fault>();
    var nodes = world.nodes();
    for (var node : nodes) {
      var others = nodes.stream().filter(each -> each != node).map(Node::door).toList();
      var name = node.door().name();
      faults.add(new Fault("kill -9 of server " + name, node::kill, node::startAgain, others));
      var stopped = new Fault("server " + name + " stopped", node::freeze, node::thaw, others);
      faults.add(stopped);
      faults.add(stopped.forLong());
    }
    faults.addAll(ofPostgres(world.postgres()));
    var all = world.doors();
    world.clock().ifPresent(clock -> faults.addAll(ofClock(clock, all)));
    var redis = world.redis();
    faults.add(new Fault("Redis killed", redis::kill, redis::startAgain, all));
    faults.add(new Fault("Redis stopped", redis::freeze, redis::thaw, all));
    faults.add(new Fault("Redis emptied", redis::flush, () -> {}, all));
    var office = world.office();
    var stalled = new Fault("mail server stalled", office::stall, office::goOn, all);
    faults.add(stalled);
    faults.add(stalled.forLong());
    return faults;
  }

  private static List<Fault> ofClock(MovedClock clock, List<Door> all) {
    var ahead = MovedClock.SKEW;
    Act right = () -> clock.move(Duration.ZERO);
    return List.of(
        new Fault("clock of server two ahead", () -> clock.move(ahead), right, all).forLong(),
        new Fault("clock of server two behind", () -> clock.move(ahead.negated()), right, all)
            .forLong());
  }

  private static List<Fault> ofPostgres(Elephant postgres) {
    Act again = postgres::startAgain;
    return List.of(
        new Fault("PostgreSQL restarted, fast", postgres::stop, again, List.of()),
        new Fault("PostgreSQL restarted, immediate", postgres::abort, again, List.of()),
        new Fault("PostgreSQL killed", postgres::kill, again, List.of()),
        new Fault("PostgreSQL stopped", postgres::freeze, postgres::thaw, List.of()));
  }
}
