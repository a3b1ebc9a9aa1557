package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, beside a server that runs. */
class CommandsTest {
  private static final String PASSWORD = "correct horse battery";
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final RunningServer SERVER = RunningServer.start();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void somebody_is_there_already() {
    signUp("first@example.com");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  @Requirement({"S4-24", "S2-40", "S2-58", "S2-59", "S2-60"})
  void migrations_are_listed_and_applied() {
    assertThat(run("migrate", "info")).isZero();
    assertThat(out.toString()).contains("VERSION", "001", "Success");
    assertThat(run("migrate", "apply")).isZero();
    assertThat(out.toString()).doesNotContain("Pending");
  }

  @Test
  void users_are_listed_page_by_page() {
    signUp(someAddress());
    assertThat(run("users", "list", "--limit", "1")).isZero();
    assertThat(out.toString()).contains("first@example.com", "active", "More: users list --after ");
    var after = out.toString().strip().replaceAll("(?s).*--after ", "");
    assertThat(run("users", "list", "--after", after)).isZero();
    assertThat(out.toString().split("first@example.com", -1)).hasSize(2);
  }

  @Test
  void a_user_is_found_by_any_spelling_of_the_address_and_by_id() {
    assertThat(run("users", "show", "FIRST@Example.com")).isZero();
    var id = SERVER.auth().findUsers().byEmail("first@example.com").orElseThrow().id().value();
    assertThat(out.toString()).contains(id.toString(), "active", "user");
    assertThat(run("users", "show", id.toString())).isZero();
  }

  @Test
  void nobody_is_found_where_nobody_is() {
    assertThat(run("users", "show", "nobody@example.com")).isEqualTo(1);
    assertThat(run("users", "disable", UUID.randomUUID().toString())).isEqualTo(1);
    assertThat(run("users", "show", "neither id nor address")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("There is no"));
  }

  @Test
  void a_disabled_user_is_out_and_an_enabled_one_may_come_back() {
    var address = someAddress();
    var tokens = signUp(address);
    assertThat(isSignedIn(tokens)).isTrue();
    assertThat(run("users", "disable", address)).isZero();
    assertThat(out.toString()).contains("Sessions ended: 1");
    assertThat(isSignedIn(tokens)).isFalse();
    assertThat(maySignIn(address)).isFalse();
    assertThat(run("users", "disable", address)).isZero();
    assertThat(out.toString()).contains("disabled already");
    assertThat(run("users", "enable", address)).isZero();
    assertThat(maySignIn(address)).isTrue();
  }

  @Test
  void revoked_sessions_are_over_and_the_user_may_sign_in_again() {
    var address = someAddress();
    var tokens = signUp(address);
    assertThat(run("users", "revoke-sessions", address)).isZero();
    assertThat(out.toString()).contains("Sessions ended: 1");
    assertThat(isSignedIn(tokens)).isFalse();
    assertThat(maySignIn(address)).isTrue();
  }

  @Test
  void a_deleted_user_is_gone_at_once() {
    var address = someAddress();
    var tokens = signUp(address);
    assertThat(run("users", "delete", address)).isZero();
    assertThat(out.toString()).contains("The user is deleted.");
    assertThat(isSignedIn(tokens)).isFalse();
    assertThat(maySignIn(address)).isFalse();
    assertThat(run("users", "delete", address)).isEqualTo(1);
    assertThat(SERVER.auth().findUsers().byEmail(address)).isEmpty();
  }

  @Test
  void parked_deliveries_are_listed_and_unknown_ones_cannot_be_redriven() {
    assertThat(run("deliveries", "list")).isZero();
    assertThat(out.toString()).contains("SUBSCRIBER");
    assertThat(run("deliveries", "redrive", "unknown")).isEqualTo(1);
  }

  @Test
  void version_and_help_need_no_configuration() {
    assertThat(run(Map.of("PORT", "nonsense"), "version")).isZero();
    assertThat(out.toString()).startsWith("latchkey ");
    assertThat(run(Map.of("PORT", "nonsense"), "help")).isZero();
    assertThat(out.toString())
        .contains("serve", "worker", "migrate", "users", "deliveries", "config", "version");
  }

  @Test
  void a_configuration_is_checked_without_starting_anything() {
    assertThat(run("config", "check")).isZero();
    assertThat(out.toString()).contains("local mode");
    assertThat(run(Map.of("PORT", "nonsense", "CODE_LENGTH", "1"), "config", "check")).isEqualTo(2);
    assertThat(err.toString()).contains("PORT", "CODE_LENGTH").doesNotContain("nonsense", "\tat ");
  }

  @Test
  void words_of_mails_that_cannot_be_used_stop_the_start_with_one_clear_line(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("messages_de.properties"), "hello={canary}");
    assertThat(run(Map.of("MAIL_MESSAGES_DIR", folder.toString()), "serve")).isEqualTo(2);
    assertThat(err.toString())
        .contains("MAIL_MESSAGES_DIR", "messages_de.properties: hello has a place")
        .doesNotContain("canary", "\tat ");
    assertThat(err.toString().lines().filter(line -> line.contains("messages_de"))).hasSize(1);
    Files.writeString(folder.resolve("messages_de.properties"), "hello=Hallo,");
    assertThat(run(Map.of("MAIL_MESSAGES_DIR", folder.toString()), "config", "check")).isZero();
  }

  @Test
  void a_server_that_runs_is_healthy_and_one_that_does_not_is_not() throws IOException {
    var port = String.valueOf(SERVER.uri("/").getPort());
    assertThat(run(Map.of("PORT", port), "health")).isZero();
    assertThat(run(Map.of("PORT", String.valueOf(closedPort())), "health")).isEqualTo(1);
    assertThat(out.toString().lines()).first().isEqualTo("ready");
    assertThat(out.toString()).contains("no answer at http://127.0.0.1:");
  }

  @Test
  void what_is_not_a_command_is_told_with_exit_code_two() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(run("users")).isEqualTo(2);
    assertThat(run("users", "list", "--limit", "many")).isEqualTo(2);
    assertThat(run("users", "show")).isEqualTo(2);
  }

  @Test
  void a_database_that_does_not_answer_is_one_clear_line() {
    var nowhere = Map.of("DATABASE_URL", "postgresql://me:canary-secret@127.0.0.1:1/nothing");
    assertThat(run(nowhere, "users", "list")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("Could not ").doesNotContain("canary-secret");
  }

  @Test
  void without_a_server_a_command_starts_the_embedded_database_for_itself(@TempDir Path folder) {
    var alone = Map.of("DATA_DIR", folder.toString(), "DATABASE_URL", "");
    assertThat(run(alone, "migrate", "info")).isZero();
    assertThat(out.toString()).contains("Pending");
    assertThat(run(alone, "users", "list")).isZero();
    assertThat(folder.resolve("postgres/pgdata/postmaster.pid")).doesNotExist();
  }

  @Test
  void a_command_leaves_the_embedded_database_of_a_server_alone(@TempDir Path folder) {
    try (var owner =
        EmbeddedPostgres.start(EmbeddedPostgres.Config.in(folder.resolve("postgres")))) {
      var beside = Map.of("DATA_DIR", folder.toString(), "DATABASE_URL", "");
      assertThat(run(beside, "users", "list")).isZero();
      assertThat(folder.resolve("postgres/pgdata/postmaster.pid")).exists();
      assertThat(owner.role()).isEqualTo(EmbeddedPostgres.Role.STARTED);
    }
  }

  private static int closedPort() throws IOException {
    try (var taken = new ServerSocket(0)) {
      return taken.getLocalPort();
    }
  }

  private int run(String... command) {
    return run(Map.of(), command);
  }

  private int run(Map<String, String> more, String... command) {
    var environment =
        new HashMap<>(
            Map.of(
                "DATABASE_URL", SERVER.databaseUrl(),
                "DATA_DIR", SERVER.folder().toString(),
                "LOG_LEVEL", "error"));
    environment.putAll(more);
    return Main.run(
        new Terminal(
            environment, SERVER.folder(), new PrintWriter(out, true), new PrintWriter(err, true)),
        command);
  }

  private static String someAddress() {
    return "user" + NEXT.incrementAndGet() + "@example.com";
  }

  private static Tokens signUp(String address) {
    var start = new StartRegistration.Command(address, PASSWORD, null, ClientContext.none());
    var started =
        (StartRegistration.Outcome.Started) SERVER.auth().startRegistration().handle(start);
    var code = SERVER.awaitCode(address);
    var verify = new VerifyRegistration.Command(started.id(), code, ClientContext.none());
    var outcome = SERVER.auth().verifyRegistration().handle(verify);
    return ((VerifyRegistration.Outcome.SignedIn) outcome).tokens();
  }

  private static boolean isSignedIn(Tokens tokens) {
    var command = new ResolveSession.Command(tokens.accessToken());
    return SERVER.auth().resolveSession().handle(command)
        instanceof ResolveSession.Outcome.Resolved;
  }

  private static boolean maySignIn(String address) {
    var command = new AuthenticateWithPassword.Command(address, PASSWORD, ClientContext.none());
    return SERVER.auth().authenticateWithPassword().handle(command)
        instanceof AuthenticateWithPassword.Outcome.SignedIn;
  }
}
