package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand users move in, by the packaged command and into a real database. */
class ImportIT {
  private static final Path VECTORS =
      Path.of("../auth-adapter-crypto/src/test/resources/foreign-hashes");

  /** Of every hash that is used here. */
  private static final String PASSWORD = "Tr0ub4dor&3";

  private static final String UNDEFINED_TABLE = "42P01";
  private static final String IMPORTED =
      "select subject from audit_event where type = 'user.imported'";
  private static final String ALONE = " where id is null or subject is null";
  private static final int USERS = 10_000;
  private static final int BAD_LINES = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String database = TestDatabases.create();
  private final Map<String, String> settings =
      Map.of("DATABASE_URL", TestDatabases.url(database), "LOG_LEVEL", "error");

  @TempDir Path data;

  @AfterEach
  void drop() {
    TestDatabases.drop(database);
  }

  @Test
  void an_import_that_was_killed_half_way_and_run_again_twice_at_once_doubles_nobody()
      throws Exception {
    var hashes = hashes();
    writeUsers(hashes);
    var first = ServerProcess.begin(data, settings, "users", "import", "users.jsonl");
    Eventually.isTrue("a third of the users", PATIENCE, () -> count("app_user") > USERS / 3);
    first.kill();
    assertThat(count("app_user")).isBetween(USERS / 3L, USERS - 1L);
    assertThat(count("app_user u full join (" + IMPORTED + ") e on subject = id" + ALONE))
        .as("users and events of which one is without the other")
        .isZero();

    var second = ServerProcess.begin(data, settings, "users", "import", "users.jsonl");
    var third = ServerProcess.begin(data, settings, "users", "import", "users.jsonl");
    assertThat(List.of(second.awaitExit(PATIENCE), third.awaitExit(PATIENCE))).containsOnly(1);
    assertThat(count("app_user")).isEqualTo(USERS);
    assertThat(count("password_credential")).isEqualTo(USERS);
    assertThat(count("(" + IMPORTED + ") e")).isEqualTo(USERS);
    assertThat(second.output()).contains("Refused: " + BAD_LINES + ".").doesNotContain("canary");
    assertThat(second.output().lines().filter(line -> line.startsWith("line "))).hasSize(BAD_LINES);

    try (var server = ServerProcess.serve(data, settings)) {
      assertEachSchemeSignsIn(server.api(), hashes.size());
    }
  }

  private void assertEachSchemeSignsIn(Api api, int schemes) {
    assertThat(api.login(address(0), "tr0ub4dor&3").status()).isEqualTo(401);
    for (var user = 0; user < schemes; user++) {
      assertThat(api.login(address(user), PASSWORD).status()).as(address(user)).isEqualTo(200);
    }
    assertThat(count("password_credential where hash like '$argon2id$v=19$m=19456,t=2,p=1$%'"))
        .isEqualTo(schemes);
    assertThat(api.login(address(0), PASSWORD).status()).isEqualTo(200);
    assertThat(api.login(address(0), "tr0ub4dor&3").status()).isEqualTo(401);
  }

  /** One of each scheme, in turns, with a bad line now and then. */
  private void writeUsers(List<String> hashes) throws IOException {
    var lines = new ArrayList<String>();
    for (var user = 0; user < USERS; user++) {
      lines.add(line(address(user), hashes.get(user % hashes.size())));
      if (user % (USERS / BAD_LINES) == 0) {
        lines.add(bad(user));
      }
    }
    Files.write(data.resolve("users.jsonl"), lines);
  }

  private static String bad(int user) {
    return switch (user / (USERS / BAD_LINES) % 5) {
      case 0 -> "{\"email\": \"canary";
      case 1 -> line("canary", "canary");
      case 2 -> line("bad" + user + "@example.com", "{noop}canary");
      case 3 -> line("bad" + user + "@example.com", "$2b$31$" + "canary".repeat(10));
      default -> line(address(user), "{noop}canary");
    };
  }

  private static String line(String email, String hash) {
    return "{\"email\": \"%s\", \"email_verified\": true, \"password_hash\": \"%s\"}"
        .formatted(email, hash);
  }

  private static String address(int user) {
    return "user" + user + "@example.com";
  }

  private static List<String> hashes() {
    return Stream.of("vectors.tsv", "spring.tsv")
        .flatMap(file -> lines(VECTORS.resolve(file)).stream())
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns[1].equals('"' + PASSWORD + '"'))
        .map(columns -> columns[2])
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Nothing is there as long as there is no such table. */
  private long count(String what) {
    try (var connection = TestDatabases.connect(settings.getOrDefault("DATABASE_URL", ""));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + what)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(UNDEFINED_TABLE);
      return 0;
    }
  }
}
