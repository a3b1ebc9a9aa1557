package dev.latchkey.bootstrap.survival;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Makes one thing go wrong after the other, each once before any comes again. */
final class Nemesis {
  private static final long SECOND = 1_000_000_000L;

  private final List<Fault> faults;
  private final List<Door> doors;
  private final Probe probe;
  private final Journal journal;
  private final Random chance;
  private final Consumer<Trouble> told;
  private final List<Trouble> troubles = new ArrayList<>();

  /**
   * @param told hears of each fault as soon as it is over
   */
  Nemesis(World world, Probe probe, Journal journal, long seed, Consumer<Trouble> told) {
    this.faults = Fault.of(world);
    this.doors = world.doors();
    this.probe = probe;
    this.journal = journal;
    this.chance = new Random(seed);
    this.told = told;
  }

  /** Until this instant of the journal; what went wrong then is put right. */
  List<Trouble> rage(long until) throws IOException {
    while (journal.now() < until) {
      var order = new ArrayList<>(faults);
      Collections.shuffle(order, chance);
      for (var fault : order) {
        rest();
        if (journal.now() < until) {
          strike(fault);
        }
      }
    }
    return List.copyOf(troubles);
  }

  private void strike(Fault fault) throws IOException {
    var began = journal.now();
    fault.inflict().run();
    if (!fault.unharmed().isEmpty()) {
      var served = probe.served(fault.unharmed());
      note(new Trouble(fault.name() + ", meanwhile", began, began, served));
    }
    LockSupport.parkNanos(fault.hold().toNanos());
    rest();
    fault.undo().run();
    var over = journal.now();
    note(new Trouble(fault.name(), began, over, probe.served(doors)));
  }

  private void note(Trouble trouble) {
    troubles.add(trouble);
    told.accept(trouble);
  }

  /** Half a second to two and a half. */
  private void rest() {
    LockSupport.parkNanos(SECOND / 2 + chance.nextLong(2 * SECOND));
  }
}
