package dev.latchkey.bootstrap.survival;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that goes wrong, and how it is put right again.
 *
 * @param unharmed servers that must serve all the while
 */
record Fault(String name, Act inflict, Act undo, List<Door> unharmed) {

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
      faults.add(new Fault("server " + name + " stopped", node::freeze, node::thaw, others));
    }
    faults.addAll(ofPostgres(world.postgres()));
    var redis = world.redis();
    var all = world.doors();
    faults.add(new Fault("Redis killed", redis::kill, redis::startAgain, all));
    faults.add(new Fault("Redis stopped", redis::freeze, redis::thaw, all));
    faults.add(new Fault("Redis emptied", redis::flush, () -> {}, all));
    var office = world.office();
    faults.add(new Fault("mail server stalled", office::stall, office::goOn, all));
    return faults;
  }

  private static List<Fault> ofPostgres(Elephant postgres) {
    Act again = postgres::startAgain;
    return List.of(
        new Fault("PostgreSQL restarted, fast", postgres::stop, again, List.of()),
        new Fault("PostgreSQL restarted, immediate", postgres::abort, again, List.of()),
        new Fault("PostgreSQL killed", postgres::kill, again, List.of()));
  }
}
