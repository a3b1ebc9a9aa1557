package dev.latchkey.embedded.postgres;

import static dev.latchkey.embedded.postgres.Databases.ask;
import static dev.latchkey.embedded.postgres.Databases.empty;
import static dev.latchkey.embedded.postgres.Databases.quick;
import static dev.latchkey.embedded.postgres.Databases.remember;
import static dev.latchkey.embedded.postgres.Databases.remembered;
import static dev.latchkey.embedded.postgres.Databases.running;
import static dev.latchkey.embedded.postgres.Databases.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.embedded.postgres.EmbeddedPostgres.Config;
import dev.latchkey.embedded.postgres.EmbeddedPostgres.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EmbeddedPostgresTest {
  private static final Duration RESTART_LIMIT = Duration.ofSeconds(5);

  @Test
  void a_first_start_needs_nothing_but_a_folder_and_is_careful_by_default() throws Exception {
    var folder = Databases.nowhere("first start");

    try (var database = EmbeddedPostgres.start(Config.in(folder))) {
      assertThat(database.role()).isEqualTo(Role.STARTED);
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show data_checksums")).isEqualTo("on");
      assertThat(ask(database, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(database, "select current_user || ' ' || current_database()"))
          .isEqualTo("latchkey latchkey");
      assertThat(ask(database, "select upper('élan') || (select 'a' < 'B')::text"))
          .isEqualTo("ÉLANfalse");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/*.new*");
  }

  @Test
  void a_restart_keeps_the_data_the_port_and_the_password() throws Exception {
    var folder = empty("restart");
    var first = start(folder);
    remember(first, "kept");
    first.close();
    assertThat(running(folder)).isFalse();

    var clock = Deadline.in(RESTART_LIMIT);
    try (var second = start(folder)) {
      assertThat(clock.passed()).isFalse();
      assertThat(second.role()).isEqualTo(Role.STARTED);
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(second.password()).isEqualTo(first.password());
      assertThat(remembered(second)).isEqualTo("kept");
    }
  }

  @Test
  void only_the_right_password_opens_it_and_only_from_the_loopback_address() throws Exception {
    var folder = empty("doors");
    try (var database = start(folder)) {
      assertThat(database.password()).hasSize(43);
      assertThat(ask(database, "select 1")).isEqualTo("1");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(ask(database, "select left(rolpassword, 13) from pg_authid where rolcanlogin"))
          .isEqualTo("SCRAM-SHA-256");

      assertThat(reachable("127.0.0.1", database.port())).isTrue();
      assertThat(reachable("127.0.0.2", database.port())).isFalse();
      assertThat(reachable(InetAddress.getLocalHost().getHostAddress(), database.port()))
          .isEqualTo(InetAddress.getLocalHost().getHostAddress().equals("127.0.0.1"));
      assertThat(ask(database, "show unix_socket_directories")).isEmpty();
    }
  }

  private static boolean reachable(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void its_files_are_for_their_owner_only() throws Exception {
    var folder = empty("modes");
    try (var database = start(folder)) {
      assertThat(mode(folder)).isEqualTo("rwx------");
      assertThat(mode(folder.resolve("pgdata"))).isEqualTo("rwx------");
      assertThat(mode(folder.resolve("password"))).isEqualTo("rw-------");
      assertThat(mode(folder.resolve("postgres.log"))).isEqualTo("rw-------");
      assertThat(Files.readString(folder.resolve("password"))).isEqualTo(database.password());
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void the_password_is_in_no_text_that_could_be_logged() throws Exception {
    var folder = empty("silent");
    try (var database = start(folder)) {
      assertThat(database.toString()).contains("silent").doesNotContain(database.password());
      assertThat(database.jdbcUrl())
          .isEqualTo("jdbc:postgresql://127.0.0.1:" + database.port() + "/latchkey");
      assertThat(Password.read(new Folder(folder)).orElseThrow().toString())
          .doesNotContain(database.password());
      assertThat(Files.readString(folder.resolve("postgres.log")))
          .contains("ready to accept connections")
          .doesNotContain(database.password());
    }
  }

  @Test
  void a_row_that_is_refused_is_not_quoted_in_the_log() throws Exception {
    var folder = empty("discreet");
    try (var database = start(folder)) {
      remember(database, "first");
      Databases.execute(database, "insert into note select lower('X@EXAMPLE.ORG')");
      assertThatThrownBy(
              () -> Databases.execute(database, "insert into note select lower('X@EXAMPLE.ORG')"))
          .hasMessageContaining("x@example.org");
      assertThat(Files.readString(folder.resolve("postgres.log")))
          .contains("duplicate key")
          .doesNotContain("x@example.org");
    }
  }

  @Test
  void closing_twice_is_harmless() throws Exception {
    var folder = empty("twice");
    var first = start(folder);
    first.close();

    try (var second = start(folder)) {
      first.close();

      assertThat(ask(second, "select 1")).isEqualTo("1");
      assertThat(running(folder)).isTrue();
    }
    assertThat(running(folder)).isFalse();
  }

  @Test
  void a_second_start_in_the_same_process_joins_and_leaves_it_running() throws Exception {
    var folder = empty("same-process");
    try (var owner = start(folder)) {
      remember(owner, "shared");

      var guest = start(folder);
      assertThat(guest.role()).isEqualTo(Role.JOINED);
      assertThat(remembered(guest)).isEqualTo("shared");
      guest.close();

      assertThat(remembered(owner)).isEqualTo("shared");
      try (var other = Owner.begin(folder)) {
        assertThat(other.role()).isEqualTo("JOINED");
      }
    }
  }

  @Test
  void a_port_that_is_taken_is_replaced_unless_it_was_asked_for() throws Exception {
    var folder = empty("port");
    var first = start(folder);
    first.close();
    try (var taken = new ServerSocket(first.port(), 1, Greeting.loopback())) {
      try (var second = start(folder)) {
        assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
        assertThat(ask(second, "select 1")).isEqualTo("1");
      }
      assertThatThrownBy(() -> EmbeddedPostgres.start(quick(folder).withPort(taken.getLocalPort())))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("Address already in use");
    }
    try (var asked = EmbeddedPostgres.start(quick(folder).withPort(first.port()))) {
      assertThat(asked.port()).isEqualTo(first.port());
    }
  }

  @Test
  void settings_reach_the_server_and_those_about_addresses_and_files_are_refused()
      throws Exception {
    var folder = empty("settings");
    var settings = Map.of("fsync", "off", "application_name", "it's \\ here");
    try (var database = EmbeddedPostgres.start(Config.in(folder).withSettings(settings))) {
      assertThat(ask(database, "show fsync")).isEqualTo("off");
      assertThat(ask(database, "select reset_val from pg_settings where name = 'log_timezone'"))
          .isEqualTo("UTC");
    }
    assertThat(Files.readString(folder.resolve("pgdata/latchkey.conf")))
        .contains("application_name = 'it''s \\\\ here'");
    for (var name : new String[] {"listen_addresses", "port", "hba_file", "Fsync", "a b"}) {
      assertThatThrownBy(() -> Config.in(folder).withSettings(Map.of(name, "x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Config.in(folder).withSettings(Map.of("work_mem", "1MB\nport=1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_setting_that_postgres_does_not_know_is_told_with_what_it_said() throws Exception {
    var folder = empty("unknown-setting");
    start(folder).close();

    assertThatThrownBy(
            () -> EmbeddedPostgres.start(Config.in(folder).withSettings(Map.of("fsnyc", "off"))))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("fsnyc")
        .hasMessageContaining(folder.toString());
    try (var corrected = start(folder)) {
      assertThat(corrected.role()).isEqualTo(Role.STARTED);
    }
  }

  @Test
  void a_folder_that_a_shell_would_misread_is_refused() throws Exception {
    var folder = Databases.nowhere("a$HOME");

    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("a$HOME");
    assertThat(folder).doesNotExist();
  }

  @Test
  void an_owner_that_never_gets_ready_is_reported_and_one_that_ends_is_replaced() throws Exception {
    var folder = empty("slow-owner");
    var lock = OwnerLock.tryTake(folder.resolve("owner.lock")).orElseThrow();

    assertThatThrownBy(
            () -> EmbeddedPostgres.start(quick(folder).withStartTimeout(Duration.ofMillis(200))))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("Another process owns")
        .hasMessageContaining(folder.toString());

    var waiting = CompletableFuture.supplyAsync(() -> start(folder));
    assertThat(waiting).isNotDone();
    lock.release();
    try (var database = waiting.get(30, TimeUnit.SECONDS)) {
      assertThat(database.role()).isEqualTo(Role.STARTED);
    }
  }

  @Test
  void data_of_other_names_is_refused() throws Exception {
    var folder = empty("names");
    start(folder).close();
    var other =
        new Config(
            folder,
            "elsewhere",
            "latchkey",
            quick(folder).port(),
            Map.of(),
            quick(folder).startTimeout());

    assertThatThrownBy(() -> EmbeddedPostgres.start(other))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("elsewhere");
  }
}
