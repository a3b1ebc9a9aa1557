package dev.latchkey.bootstrap.survival;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** All clients of a town, at work until they are stopped. */
final class Crowd {
  private static final int LAST = 100;

  private final Town town;
  private final long seed;
  private final List<Thread> clients;

  private Crowd(Town town, long seed, List<Thread> clients) {
    this.town = town;
    this.seed = seed;
    this.clients = clients;
  }

  static Crowd start(Town town, int size, long seed) throws IOException {
    var clients = new ArrayList<Thread>();
    for (var number = 1; number <= size; number++) {
      var web = new Web(number);
      var scribe = new Scribe("c" + number, town.journal());
      var passkeys = new PasskeyActs(web, scribe);
      var client = new Client(town, new Acts(web, scribe), passkeys, chance(seed + number));
      clients.add(Thread.ofPlatform().name("client-" + number).start(client));
    }
    return new Crowd(town, seed, clients);
  }

  /** Each ends what it is about. */
  void stop() {
    town.close();
    clients.forEach(Crowd::join);
  }

  /** Everything that anybody holds is shown once more. */
  void showAll() throws IOException {
    var acts = new Acts(new Web(LAST), new Scribe("last", town.journal()));
    new RollCall(town, acts, chance(seed)).run();
  }

  private static RandomGenerator chance(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
