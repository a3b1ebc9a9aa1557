package dev.latchkey.embedded.postgres;

import static dev.latchkey.embedded.postgres.Databases.empty;
import static dev.latchkey.embedded.postgres.Databases.postmaster;
import static dev.latchkey.embedded.postgres.Databases.remember;
import static dev.latchkey.embedded.postgres.Databases.remembered;
import static dev.latchkey.embedded.postgres.Databases.running;
import static dev.latchkey.embedded.postgres.Databases.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.embedded.postgres.EmbeddedPostgres.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a killed process, a lost file or another version leaves behind must not block a start. */
final class RecoveryTest {

  @Test
  void the_database_of_a_killed_owner_is_adopted_and_then_stopped() throws Exception {
    var folder = empty("adopted");
    var owner = Owner.begin(folder);
    assertThat(owner.role()).isEqualTo("STARTED");
    var pid = postmaster(folder).pid();
    owner.kill();

    try (var heir = start(folder)) {
      assertThat(heir.role()).isEqualTo(Role.ADOPTED);
      assertThat(postmaster(folder).pid()).isEqualTo(pid);
      remember(heir, "adopted");
    }
    assertThat(running(folder)).isFalse();
    try (var next = start(folder)) {
      assertThat(next.role()).isEqualTo(Role.STARTED);
      assertThat(remembered(next)).isEqualTo("adopted");
    }
  }

  @Test
  void a_database_left_running_on_another_port_than_the_one_asked_for_is_restarted_there()
      throws Exception {
    var folder = empty("moved");
    var owner = Owner.begin(folder);
    assertThat(owner.role()).isEqualTo("STARTED");
    owner.kill();
    var port = Ports.anyFree();

    try (var heir = EmbeddedPostgres.start(Databases.quick(folder).withPort(port))) {
      assertThat(heir.role()).isEqualTo(Role.STARTED);
      assertThat(postmaster(folder).port()).isEqualTo(port);
      assertThat(Databases.ask(heir, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_process_that_joined_does_not_stop_it_and_may_own_it_later() throws Exception {
    var folder = empty("joined");
    try (var owner = Owner.begin(folder)) {
      assertThat(owner.role()).isEqualTo("STARTED");
      var guest = start(folder);
      assertThat(guest.role()).isEqualTo(Role.JOINED);
      remember(guest, "guest");
      guest.close();
      assertThat(running(folder)).isTrue();
    }
    assertThat(running(folder)).isFalse();
    try (var later = start(folder)) {
      assertThat(later.role()).isEqualTo(Role.STARTED);
      assertThat(remembered(later)).isEqualTo("guest");
    }
  }

  @Test
  void of_two_processes_that_start_at_once_one_owns_and_one_joins() throws Exception {
    var folder = empty("at-once");
    try (var one = Owner.begin(folder);
        var other = Owner.begin(folder)) {
      assertThat(List.of(one.role(), other.role())).containsExactlyInAnyOrder("STARTED", "JOINED");
    }
  }

  @Test
  void a_database_that_was_killed_repairs_itself() throws Exception {
    var folder = empty("killed");
    var first = start(folder);
    remember(first, "acknowledged");
    kill(postmaster(folder).pid());
    first.close();

    try (var second = start(folder)) {
      assertThat(second.role()).isEqualTo(Role.STARTED);
      assertThat(remembered(second)).isEqualTo("acknowledged");
    }
  }

  @Test
  void owner_and_database_killed_together_lose_nothing() throws Exception {
    var folder = empty("killed-together");
    var owner = Owner.begin(folder);
    assertThat(owner.role()).isEqualTo("STARTED");
    var guest = start(folder);
    remember(guest, "acknowledged");
    var pid = postmaster(folder).pid();
    owner.kill();
    kill(pid);

    try (var second = start(folder)) {
      assertThat(second.role()).isEqualTo(Role.STARTED);
      assertThat(remembered(second)).isEqualTo("acknowledged");
    }
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  @Test
  void a_pid_file_that_names_a_dead_or_a_foreign_process_is_stale() throws Exception {
    var folder = empty("stale");
    start(folder).close();
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();

    for (var pid : List.of(dead.pid(), ProcessHandle.current().pid())) {
      Files.writeString(folder.resolve("pgdata/postmaster.pid"), pidFile(pid, folder));
      try (var database = start(folder)) {
        assertThat(database.role()).isEqualTo(Role.STARTED);
      }
    }
  }

  private static String pidFile(long pid, Path folder) {
    return pid + "\n" + folder + "/pgdata\n1700000000\n5432\n\n127.0.0.1\n  1  2\nready   \n";
  }

  @Test
  void an_interrupted_initialisation_is_begun_anew() throws Exception {
    var folder = empty("half-made");
    Files.createDirectories(folder.resolve("pgdata.new-1/base/1"));
    Files.writeString(folder.resolve("pgdata.new-1/PG_VERSION"), "18\n");
    Files.writeString(folder.resolve("password.new"), "half");
    Files.createDirectories(folder.resolve("binaries-0123456789abcdef.new/bin"));

    try (var database = start(folder)) {
      assertThat(database.role()).isEqualTo(Role.STARTED);
      assertThat(Databases.ask(database, "select 1")).isEqualTo("1");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/*.new*");
  }

  @Test
  void programs_that_do_not_run_are_unpacked_again() throws Exception {
    var folder = Databases.nowhere("damaged-programs");
    var home = Binaries.installIn(Folder.prepare(folder)).home();
    Files.writeString(home.resolve("bin/postgres"), "");

    assertThat(Binaries.installIn(new Folder(folder)).version()).startsWith("18.");
    assertThat(Files.size(home.resolve("bin/postgres"))).isPositive();
  }

  @Test
  void data_of_another_major_version_is_refused_and_not_touched() throws Exception {
    var folder = empty("other-major");
    try (var first = start(folder)) {
      remember(first, "old");
    }
    var version = folder.resolve("pgdata/PG_VERSION");
    Files.writeString(version, "17\n");
    var before = state(folder.resolve("pgdata"));

    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("pg_dump")
        .hasMessageContaining("DATABASE_URL")
        .hasMessageContaining(folder.toString());
    assertThat(state(folder.resolve("pgdata"))).isEqualTo(before);

    Files.writeString(version, "18\n");
    try (var again = start(folder)) {
      assertThat(remembered(again)).isEqualTo("old");
    }
  }

  @Test
  void a_data_folder_without_its_version_file_is_refused_and_not_touched() throws Exception {
    var folder = empty("damaged");
    start(folder).close();
    Files.delete(folder.resolve("pgdata/PG_VERSION"));
    var before = state(folder.resolve("pgdata"));

    assertThatThrownBy(() -> start(folder))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("PG_VERSION is missing");
    assertThat(state(folder.resolve("pgdata"))).isEqualTo(before);
  }

  /** Names, sizes and times of everything below. */
  private static Set<String> state(Path root) throws IOException {
    var state = new TreeSet<String>();
    try (var all = Files.walk(root)) {
      for (var path : (Iterable<Path>) all::iterator) {
        state.add(path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
      }
    }
    return state;
  }

  @Test
  void a_lost_password_file_is_replaced_by_a_new_password() throws Exception {
    var folder = empty("lost-password");
    var first = start(folder);
    remember(first, "kept");
    first.close();
    Files.delete(folder.resolve("password"));

    try (var second = start(folder)) {
      assertThat(second.password()).isNotEqualTo(first.password());
      assertThat(remembered(second)).isEqualTo("kept");
    }
  }

  @Test
  void the_database_is_in_a_session_of_its_own_so_that_ctrl_c_does_not_reach_it() throws Exception {
    var folder = empty("session");
    try (var database = start(folder)) {
      var pid = postmaster(folder).pid();
      var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));

      assertThat(database.role()).isEqualTo(Role.STARTED);
      assertThat(fields.get(2)).as("process group").isEqualTo(String.valueOf(pid));
      assertThat(fields.get(3)).as("session").isEqualTo(String.valueOf(pid));
    }
  }
}
