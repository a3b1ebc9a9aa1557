package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.journeys.BadRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two servers on one PostgreSQL and one Redis, and a mail server. */
final class World implements AutoCloseable {
  /** Every limit is so wide that no client meets it, and each is counted all the same. */
  private static final List<String> LIMITS =
      List.of(
          "register.address",
          "register.address+account",
          "verify.address",
          "verify.account",
          "login.address",
          "reset.address",
          "reset.address+account",
          "complete-reset.address",
          "change-password.address",
          "change-password.account",
          "passkey-options.address",
          "passkey-login.address",
          "change-passkeys.address",
          "change-passkeys.account",
          "refresh.address",
          "logout.address");

  private final Elephant postgres;
  private final BadRedis redis;
  private final PostOffice office;
  private final Node one;
  private final Node other;
  private final Optional<MovedClock> clock;

  private World(
      Elephant postgres,
      BadRedis redis,
      PostOffice office,
      Node one,
      Node other,
      Optional<MovedClock> clock) {
    this.clock = clock;
    this.postgres = postgres;
    this.redis = redis;
    this.office = office;
    this.one = one;
    this.other = other;
  }

  static World open(Path folder, Journal journal) throws IOException {
    var postgres = Elephant.start(folder.resolve("postgres"));
    var redis = BadRedis.start();
    var office = PostOffice.open(journal);
    var settings = settings(office);
    settings.put("DATABASE_URL", postgres.url());
    settings.put("REDIS_URL", redis.url());
    settings.put("RATE_LIMITS", "on");
    var data = folder.resolve("data");
    var clock = MovedClock.in(folder);
    var moved = new HashMap<>(settings);
    clock.ifPresent(there -> moved.putAll(there.settings()));
    return new World(
        postgres,
        redis,
        office,
        Node.start("one", data, settings),
        Node.start("two", data, moved),
        clock);
  }

  /** Those that let clients do as much as they like. */
  static Map<String, String> settings(PostOffice office) {
    var settings = new HashMap<String, String>();
    settings.put("SMTP_URL", office.url());
    settings.put("MAIL_FROM", "no-reply@example.com");
    settings.put("MAILS_PER_ADDRESS_PER_HOUR", "1000");
    settings.put("ACCOUNT_LOCKOUT_THRESHOLD", "100");
    settings.put("PASSWORD_HASH_MEMORY_KIB", "7168");
    settings.put("PASSWORD_HASH_ITERATIONS", "5");
    settings.put("HASH_QUEUE", "1000");
    settings.put("SESSION_LIMIT", "10000");
    settings.put("ACCESS_TOKEN_TTL", "1h");
    settings.put("DEVICE_DETECTION", "off");
    settings.put("NODE_COUNT", "2");
    settings.put("RATE_LIMIT_PER_MINUTE", "10000");
    settings.put("RATE_LIMIT_OPERATIONS", String.join("=10000/1m,", LIMITS) + "=10000/1m");
    return settings;
  }

  Elephant postgres() {
    return postgres;
  }

  BadRedis redis() {
    return redis;
  }

  PostOffice office() {
    return office;
  }

  /** That of server two, if there is a way to move it. */
  Optional<MovedClock> clock() {
    return clock;
  }

  List<Node> nodes() {
    return List.of(one, other);
  }

  List<Door> doors() {
    return nodes().stream().map(Node::door).toList();
  }

  /** For whoever is interrupted: nothing runs on, and nothing is stopped for ever. */
  void abandon() {
    try {
      nodes().forEach(Node::kill);
      redis.kill();
      postgres.thaw();
      postgres.close();
    } catch (IOException goneAlready) {
      // Then it does not run on either.
    }
  }

  @Override
  public void close() {
    try (postgres;
        redis;
        office;
        one;
        other) {
      // In this order, backwards.
    }
  }
}
