package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.bootstrap.testing.TestDatabases;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users move in and out beside a server that runs. */
class TransferCommandsTest {
  private static final Path VECTORS =
      Path.of("../auth-adapter-crypto/src/test/resources/foreign-hashes");

  /** Of the vectors that are used here. */
  private static final String PASSWORD = "Tr0ub4dor&3";

  private static final String BCRYPT =
      "$2a$04$nVtOr/fZSR0inT5Mhc2UM.OSle4Rubpyz1jQK9X.5DJBQEyDeeFmC";
  private static final AtomicInteger NEXT = new AtomicInteger();

  @AutoClose private static final RunningServer SERVER = RunningServer.start();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** What it is, and the hash. */
  record Scheme(String what, String hash) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Scheme> schemes() throws IOException {
    return Stream.of("vectors.tsv", "spring.tsv")
        .flatMap(file -> read(VECTORS.resolve(file)).lines())
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns[1].equals('"' + PASSWORD + '"'))
        .map(columns -> new Scheme(columns[0], columns[2]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("schemes")
  @Requirement({"S1-54", "S2-08"})
  void a_hash_of_every_scheme_moves_in_and_is_ours_after_the_first_sign_in(Scheme scheme)
      throws Exception {
    var email = someAddress();
    assertThat(bringIn(line(email, scheme.hash()))).as(err.toString()).isZero();

    assertThat(maySignIn(email, "tr0ub4dor&3")).isFalse();
    assertThat(storedHash(email)).isEqualTo(scheme.hash());
    assertThat(maySignIn(email, PASSWORD)).isTrue();
    assertThat(storedHash(email)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(maySignIn(email, PASSWORD)).isTrue();
    assertThat(maySignIn(email, "tr0ub4dor&3")).isFalse();
  }

  @Test
  void the_schemes_are_all_there() throws IOException {
    assertThat(schemes()).hasSizeGreaterThanOrEqualTo(29);
  }

  @Test
  void what_moved_out_moves_in_elsewhere_and_is_the_same() throws IOException {
    bringIn(
        line(someAddress(), BCRYPT),
        """
        {"email": "%s", "name": "Zo\u00eb \\"Z\\"", "created_at": "2019-03-01T12:00:00.123456Z",\
         "email_verified": true, "disabled": true, "password_hash": "%s"}"""
            .formatted(someAddress(), BCRYPT));
    assertThat(run("users", "export", "--with-hashes", "here.jsonl")).isZero();
    var here = read(folder.resolve("here.jsonl"));

    try (var elsewhere = RunningServer.start()) {
      var there =
          Map.of(
              "DATABASE_URL", elsewhere.databaseUrl(), "DATA_DIR", elsewhere.folder().toString());
      assertThat(run(there, "", "users", "import", "here.jsonl")).as(err.toString()).isZero();
      assertThat(run(there, "", "users", "export", "--with-hashes", "there.jsonl")).isZero();
    }
    assertThat(read(folder.resolve("there.jsonl")).lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .containsExactlyInAnyOrderElementsOf(here.lines().toList());
  }

  @Test
  void hashes_move_out_only_on_request() {
    bringIn(line(someAddress(), BCRYPT));

    assertThat(run("users", "export")).isZero();
    assertThat(out.toString()).contains("\"email\"").doesNotContain("password_hash", "$2a$");
    assertThat(run("users", "export", "--with-hashes", "-")).isZero();
    assertThat(out.toString()).contains("password_hash", BCRYPT);
  }

  @Test
  void an_export_is_for_its_owner_alone_and_overwrites_nothing() throws IOException {
    var file = folder.resolve("users.jsonl");
    assertThat(run("users", "export", "users.jsonl")).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "something else");

    assertThat(run("users", "export", "users.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("there already");
    assertThat(read(file)).isEqualTo("something else");
  }

  @Test
  void each_line_that_is_refused_is_told_and_the_others_are_in() {
    var good = someAddress();
    var exit =
        bringIn(
            "",
            line(good, BCRYPT),
            "canary",
            line(someAddress(), "{noop}canary"),
            line(good.toUpperCase(Locale.ROOT), BCRYPT),
            line("canary", BCRYPT));

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).isEqualTo("Imported: 1. There already: 0. Refused: 4.\n");
    assertThat(err.toString())
        .isEqualTo(
            """
            line 3: not one JSON object
            line 4: password_hash: the password is not hashed at all
            line 5: email: the same address as in line 2
            line 6: email: not an address that mail could go to
            """);
    assertThat(maySignIn(good, PASSWORD)).isTrue();
  }

  @Test
  void faults_go_to_a_new_file_when_one_is_named() {
    assertThat(run(Map.of(), "canary\n", "users", "import", "-", "--errors", "wrong.txt"))
        .isEqualTo(1);
    assertThat(err.toString()).isEmpty();
    assertThat(read(folder.resolve("wrong.txt"))).isEqualTo("line 1: not one JSON object\n");
    assertThat(run(Map.of(), "canary\n", "users", "import", "-", "--errors", "wrong.txt"))
        .isEqualTo(2);
  }

  @Test
  void a_dry_run_changes_nothing_and_a_second_run_finds_everybody_there() {
    var email = someAddress();
    var text = line(email, BCRYPT);

    assertThat(run(Map.of(), text, "users", "import", "--dry-run", "-")).isZero();
    assertThat(out.toString()).contains("Would be imported: 1.");
    assertThat(SERVER.auth().findUsers().byEmail(email)).isEmpty();
    assertThat(bringIn(text)).isZero();
    assertThat(bringIn(text)).isZero();
    assertThat(out.toString()).contains("Imported: 0. There already: 1. Refused: 0.");
    assertThat(maySignIn(email, PASSWORD)).isTrue();
    assertThat(bringIn(text)).isEqualTo(1);
    assertThat(err.toString()).contains("an account has this address, with another hash");
    assertThat(maySignIn(email, PASSWORD)).isTrue();
  }

  @Test
  void a_file_that_is_not_there_is_one_clear_line() {
    assertThat(run("users", "import", "nowhere.jsonl")).isEqualTo(1);
    assertThat(err.toString()).startsWith("Could not read nowhere.jsonl").hasLineCount(1);
    assertThat(run("users", "import")).isEqualTo(2);
  }

  private int bringIn(String... lines) {
    return run(Map.of(), String.join("\r\n", lines), "users", "import", "-");
  }

  private static String line(String email, String hash) {
    return "{\"email\": \"%s\", \"email_verified\": true, \"password_hash\": \"%s\"}"
        .formatted(email, hash);
  }

  private int run(String... command) {
    return run(Map.of(), "", command);
  }

  private int run(Map<String, String> more, String input, String... command) {
    var environment =
        new HashMap<>(
            Map.of(
                "DATABASE_URL", SERVER.databaseUrl(),
                "DATA_DIR", SERVER.folder().toString(),
                "LOG_LEVEL", "error"));
    environment.putAll(more);
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return Main.run(
        new Terminal(
            environment, folder, in, new PrintWriter(out, true), new PrintWriter(err, true)),
        command);
  }

  private static boolean maySignIn(String email, String password) {
    var command = new AuthenticateWithPassword.Command(email, password, ClientContext.none());
    return SERVER.auth().authenticateWithPassword().handle(command)
        instanceof AuthenticateWithPassword.Outcome.SignedIn;
  }

  private static String storedHash(String email) throws SQLException {
    try (var connection = TestDatabases.connect(SERVER.databaseUrl());
        var query =
            connection.prepareStatement(
                "select hash from password_credential p join app_user u on u.id = p.user_id"
                    + " where u.email = ?")) {
      query.setString(1, email);
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }

  private static String someAddress() {
    return "mover" + NEXT.incrementAndGet() + "@example.com";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
