package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.latchkey.bootstrap.journeys.Canary.Artefact;
import dev.latchkey.bootstrap.testing.TestDatabases;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String SECRET_KEY = "q8Zr2Lw0xV5tYb7NcD3fGh6JkM9pQsRu1A4eXo";
  private static final String PREVIOUS_KEY = "u7Tn4Bq9mK1wEz6HsC8dLv3YxR5jPgFa2Go0iW";
  private static final String DATABASE_PASSWORD = "canary-database-Wq81";
  private static final String SMTP_PASSWORD = "canary-smtp-Zt47";
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+\\.[a-z]+");

  private static final Pattern TOKEN = Pattern.compile("/password/reset#token=([A-Za-z0-9_-]{43})");

  @TempDir Path data;

  private final int smtpPort = ServerProcess.freePort();
  private final GreenMail smtp =
      new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
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
      var path = new EveryPath(server.base(), this::codeFor);
      var access = path.signUp(ADA, BOB);
      path.loseThePassword(BOB, this::tokenFor);
      path.useSessions(ADA);
      path.sendBrokenBodies(ADA);
      breakTheDatabase(path, access);
      breakTheMailServer(path, worker);
      path.showAndChangePassword(ADA);
      if (level.equals("debug")) {
        runCommands(settings);
      }
      artefacts.addAll(path.refusals());
      artefacts.add(new Artefact("log of the server", server.output()));
      artefacts.add(new Artefact("log of the worker", worker.output()));
      canaries = all(path.canaries());
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

  private String codeFor(String email) {
    return Eventually.get(
        "a code for the address",
        () ->
            Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(email))
                .flatMap(mail -> Api.codeIn(GreenMailUtil.getBody(mail)).stream())
                .reduce((first, later) -> later));
  }

  private String tokenFor(String email) {
    return Eventually.get(
        "a token for the address",
        () ->
            Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(email))
                .flatMap(mail -> TOKEN.matcher(unfolded(mail)).results())
                .map(found -> found.group(1))
                .findFirst());
  }

  /** The mail without the line ends and signs of quoted-printable. */
  private static String unfolded(MimeMessage mail) {
    return GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "=");
  }

  /** Tables that are gone, rows that may not be, and connections that break. */
  private void breakTheDatabase(EveryPath path, String access) throws SQLException {
    sql("alter table app_user rename to app_user_gone");
    path.askInVain(ADA, access);
    sql("alter table app_user_gone rename to app_user");
    for (var table : List.of("app_user", "registration", "session", "password_guess")) {
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
    artefacts.addAll(mails());
    smtp.stop();
    path.register("dora.canary@example.com");
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
            "keys list",
            "keys rotate",
            "config check",
            "migrate info")) {
      var output = ServerProcess.run(data, settings, command.split(" "));
      artefacts.add(new Artefact("output of " + command, output));
    }
    for (var command :
        List.of("users show nobody@example.com", "deliveries redrive x", "keys revoke x")) {
      var output = ServerProcess.attempt(data, settings, command.split(" "));
      artefacts.add(new Artefact("output of " + command, output));
    }
    for (var name : List.of("DATABASE_URL", "SMTP_URL", "SECRET_KEY", "SECRET_KEY_PREVIOUS")) {
      artefacts.add(new Artefact("output with a broken " + name, broken(settings, name, "/%zz")));
    }
  }

  private String broken(Map<String, String> settings, String name, String more) {
    var other = new HashMap<>(settings);
    other.merge(name, more, (value, rest) -> value.replaceFirst("@|$", rest + "$0"));
    return ServerProcess.attempt(data, other, "users", "list");
  }

  private List<Artefact> mails() {
    return Arrays.stream(smtp.getReceivedMessages())
        .map(
            mail -> new Artefact("mail to " + recipient(mail), GreenMailUtil.getWholeMessage(mail)))
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getRecipients(RecipientType.TO)[0].toString();
    } catch (MessagingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
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
    }
    assertThat(text("refusal 401")).contains("invalid_credentials");
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

  private void sql(String statement) throws SQLException {
    try (var connection = TestDatabases.connect(TestDatabases.url(database));
        var execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }
}
