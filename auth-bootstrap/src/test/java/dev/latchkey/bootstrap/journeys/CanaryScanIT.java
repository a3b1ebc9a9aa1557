package dev.latchkey.bootstrap.journeys;

import static dev.latchkey.bootstrap.journeys.Witness.expectPage;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.bootstrap.journeys.Canary.Artefact;
import dev.latchkey.bootstrap.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every route and every command with recognisable secrets, then a look at everything that is left
 * of it: no secret is anywhere but where it belongs, in no form. That the scanner finds what is
 * there is shown by {@link CanaryTest}.
 */
class CanaryScanIT {
  private static final String ADA = "ada.canary@example.com";
  private static final String BOB = "bob.canary@example.com";
  private static final String CLEO = "cleo.canary@example.com";
  private static final String DORA = "dora.canary@example.com";
  private static final String OTHER = "dora.canary@example.org";
  private static final String FAY = "fay.canary@example.com";
  private static final String SECRET_KEY = "q8Zr2Lw0xV5tYb7NcD3fGh6JkM9pQsRu1A4eXo";
  private static final String PREVIOUS_KEY = "u7Tn4Bq9mK1wEz6HsC8dLv3YxR5jPgFa2Go0iW";
  private static final String DATABASE_PASSWORD = "canary-database-Wq81";
  private static final String SMTP_PASSWORD = "canary-smtp-Zt47";
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+\\.[a-z]+");
  private static final Pattern ANNOUNCED =
      Pattern.compile("^(\\S+)\\s+announced\\s", Pattern.MULTILINE);

  @TempDir Path data;

  private final int smtpPort = ServerProcess.freePort();
  private final GreenMail smtp =
      new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Mailbox mailbox = new Mailbox(smtp);
  private final String database = TestDatabases.create();
  private final List<Artefact> artefacts = new ArrayList<>();

  @BeforeEach
  void prepare() throws SQLException {
    smtp.setUser("mailer@example.com", "mailer", SMTP_PASSWORD);
    smtp.start();
    sql("drop role if exists canary_owner");
    sql("create role canary_owner superuser login password '" + DATABASE_PASSWORD + "'");
  }

  @AfterEach
  void close() throws SQLException {
    smtp.stop();
    TestDatabases.drop(database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"debug", "info"})
  void no_secret_is_anywhere_but_where_it_belongs(String level) throws Exception {
    var settings = settings(level);
    List<Canary> canaries;
    try (var server = ServerProcess.serve(data, settings);
        var worker = ServerProcess.worker(data, settings)) {
      var witness = new Witness(server.base());
      var path = new EveryPath(witness, mailbox);
      var access = path.signUp(ADA, BOB);
      path.loseThePassword(BOB);
      path.useSessions(ADA);
      path.sendBrokenBodies(ADA);
      new EveryCeremony(witness, mailbox).liveThrough(CLEO);
      var tokens = new EveryMailedToken(witness, mailbox);
      tokens.liveThrough(DORA, OTHER);
      tokens.recover(CLEO, this::passADay);
      breakTheDatabase(path, access);
      breakTheMailServer(path, worker);
      path.showAndChangePassword(ADA);
      if (level.equals("debug")) {
        runCommands(settings);
      }
      artefacts.addAll(witness.artefacts());
      artefacts.add(new Artefact("log of the server", server.output()));
      artefacts.add(new Artefact("log of the worker", worker.output()));
      canaries = all(witness.canaries());
    }
    if (level.equals("debug")) {
      canaries.add(lookIntoTheInbox(settings));
    }
    artefacts.addAll(DatabaseText.of(TestDatabases.url(database)));

    assertThatAllWasLookedAt(level);
    assertThat(Canary.scan(canaries, artefacts)).isEmpty();
    assertThat(addressesInLogs()).isEmpty();
  }

  private Map<String, String> settings(String level) {
    var url = TestDatabases.url(database);
    return Map.of(
        "DATABASE_URL",
        url.replaceFirst("//[^@]*@", "//canary_owner:" + DATABASE_PASSWORD + "@"),
        "SMTP_URL",
        "smtp://mailer:" + SMTP_PASSWORD + "@127.0.0.1:" + smtpPort,
        "MAIL_FROM",
        "no-reply@example.com",
        "SECRET_KEY",
        SECRET_KEY,
        "SECRET_KEY_PREVIOUS",
        PREVIOUS_KEY,
        "WORKER",
        "off",
        "LOG_LEVEL",
        level);
  }

  private static List<Canary> all(List<Canary> met) {
    var all = new ArrayList<>(met);
    all.add(Canary.secret("secret key", SECRET_KEY));
    all.add(Canary.secret("previous secret key", PREVIOUS_KEY));
    all.add(Canary.secret("password of the database", DATABASE_PASSWORD));
    all.add(Canary.secret("password of the mail server", SMTP_PASSWORD));
    all.add(
        Canary.confined(
            "name",
            EveryPath.NAME,
            "table app_user",
            "table registration",
            "output of users",
            // A key that reads nothing is no fault: the users are listed.
            "output with a broken SECRET_KEY_PREVIOUS",
            "mail to " + ADA));
    return all;
  }

  /** The recoveries that wait are due, and whoever looks for them does so now. */
  private void passADay() {
    try {
      sql("update recovery set started_at = started_at - interval '1 day', due_at = now()");
      sql(
          "update scheduled_tasks set execution_time = now()"
              + " where task_name = 'upkeep:announce-recoveries' and not picked");
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Tables that are gone, rows that may not be, and connections that break. */
  private void breakTheDatabase(EveryPath path, String access) throws SQLException {
    sql("alter table app_user rename to app_user_gone");
    path.askInVain(ADA, access);
    sql("alter table app_user_gone rename to app_user");
    for (var table :
        List.of("app_user", "registration", "session", "password_guess", "passkey_ceremony")) {
      sql("alter table " + table + " add constraint never check (false) not valid");
      path.askInVain(ADA, access);
      sql("alter table " + table + " drop constraint never");
    }
    sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'canary_owner'");
    path.askInVain(ADA, access);
    Eventually.isTrue("new connections", Duration.ofSeconds(20), () -> path.isWellFor(ADA));
    path.useSessions(ADA);
  }

  /** What it had received is forgotten with it. */
  private void breakTheMailServer(EveryPath path, ServerProcess worker) {
    artefacts.addAll(mailbox.artefacts());
    smtp.stop();
    path.register("eve.canary@example.com");
    Eventually.isTrue(
        "a try to deliver", Duration.ofSeconds(20), () -> worker.timesLogged("failed 1 times") > 0);
  }

  private void runCommands(Map<String, String> settings) {
    for (var command :
        List.of(
            "users list",
            "users show " + ADA,
            "users disable " + BOB,
            "users enable " + BOB,
            "users revoke-sessions " + BOB,
            "deliveries list",
            "deliveries redrive " + parked(),
            "keys list",
            "keys rotate",
            "config check",
            "migrate info",
            "migrate apply")) {
      run(settings, command);
    }
    var announced = ANNOUNCED.matcher(run(settings, "keys list"));
    assertThat(announced.find()).isTrue();
    run(settings, "keys revoke " + announced.group(1));
    for (var command :
        List.of("users show nobody@example.com", "deliveries redrive x", "keys revoke x")) {
      var output = ServerProcess.attempt(data, settings, command.split(" "));
      artefacts.add(new Artefact("output of " + command, output));
    }
    for (var name : List.of("DATABASE_URL", "SMTP_URL", "SECRET_KEY", "SECRET_KEY_PREVIOUS")) {
      artefacts.add(new Artefact("output with a broken " + name, broken(settings, name, "/%zz")));
    }
  }

  /** In local mode mails go nowhere but to a page; answers the code that was in one of them. */
  private Canary lookIntoTheInbox(Map<String, String> settings) {
    var local = new HashMap<>(settings);
    List.of("SMTP_URL", "MAIL_FROM", "WORKER").forEach(local::remove);
    try (var server = ServerProcess.serve(data, local)) {
      var api = server.api();
      assertThat(api.register(FAY, EveryPath.PASSWORD).status()).isEqualTo(202);
      var code = api.awaitCode(FAY);
      var witness = new Witness(server.base());
      expectPage(200, witness.send("GET /dev/mail?code=" + code, "Accept: text/html\r\n", ""));
      witness.send("GET /dev/mail/" + code, "", "");
      witness.send("GET /dev/mail?code=" + code, "X-Forwarded-For: 203.0.113.7\r\n", "");
      artefacts.addAll(witness.artefacts());
      artefacts.add(new Artefact("log of the server in local mode", server.output()));
      return Canary.secret("code in the inbox", code);
    }
  }

  private String run(Map<String, String> settings, String command) {
    var output = ServerProcess.run(data, settings, command.split(" "));
    artefacts.add(new Artefact("output of " + command, output));
    return output;
  }

  /** The id of a delivery that gave up, as those do that could not be made for days. */
  private String parked() {
    return Eventually.get(
        "a delivery that waits",
        () ->
            found(
                """
                with gone as (
                  delete from scheduled_tasks
                   where task_instance = (
                     select max(task_instance) from scheduled_tasks
                      where task_instance like '%:registration-mail' and not picked)
                  returning *)
                insert into parked_delivery (id, subscriber, event_id, data, since, reason)
                select task_instance, 'registration-mail', left(task_instance, 36)::uuid,
                       task_data, now(), 'SocketException'
                  from gone
                returning id
                """));
  }

  private String broken(Map<String, String> settings, String name, String more) {
    var other = new HashMap<>(settings);
    other.merge(name, more, (value, rest) -> value.replaceFirst("@|$", rest + "$0"));
    return ServerProcess.attempt(data, other, "users", "list");
  }

  /** The honest half: everything came by that was to be looked through. */
  private void assertThatAllWasLookedAt(String level) {
    assertThat(text("log of the server")).contains("auth\\/login", "does not answer");
    assertThat(text("log of the worker")).contains("failed 1 times");
    assertThat(text("table app_user")).contains(ADA, EveryPath.NAME);
    assertThat(text("table session").length()).isGreaterThan(1000);
    assertThat(text("table signing_key")).isNotEmpty();
    assertThat(text("table audit_event")).contains("session.opened");
    assertThat(text("mail to " + ADA)).contains("Subject");
    if (level.equals("debug")) {
      assertThat(text("output of users list")).contains(ADA);
      assertThat(text("output with a broken SMTP_URL")).contains("SMTP_URL");
      assertThat(text("output of deliveries redrive")).contains("due again");
      assertThat(text("output of keys revoke")).contains("revoked");
      assertThat(text("log of the server in local mode")).contains("dev\\/mail");
    }
    assertThat(text("refusal 401")).contains("invalid_credentials");
    assertThat(text("export of " + DORA)).contains(DORA, "audit_trail", "\"complete\"");
    assertThat(text("table passkey_ceremony")).isNotEmpty();
    assertThat(text("log of ")).doesNotContain("Failing row");
    assertThat(text("log of the worker").contains("mail accepted"))
        .isEqualTo(level.equals("debug"));
  }

  private String text(String name) {
    var texts = artefacts.stream().filter(each -> each.name().startsWith(name)).map(Artefact::text);
    return String.join("\n", texts.toList());
  }

  /** People are in logs by their digest alone. */
  private List<String> addressesInLogs() {
    var found = ADDRESS.matcher(text("log of "));
    return found.results().map(MatchResult::group).distinct().toList();
  }

  private Optional<String> found(String query) {
    try (var connection = TestDatabases.connect(TestDatabases.url(database));
        var execution = connection.createStatement();
        var rows = execution.executeQuery(query)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void sql(String statement) throws SQLException {
    try (var connection = TestDatabases.connect(TestDatabases.url(database));
        var execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }
}
