package dev.latchkey.bootstrap.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.bootstrap.testing.EveryRow;
import dev.latchkey.bootstrap.testing.EveryRow.Row;
import dev.latchkey.bootstrap.testing.RunningServer;
import dev.latchkey.testkit.time.MutableTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every table of the database: what is stored about a person is in the export, and what is
 * left of him after his deletion is his id on the trail. A table that nobody thought of fails here.
 */
class PersonalDataWalkTest {
  private static final String ADA = "ada.zwoelfender@example.com";
  private static final String NAME = "Ada Zwölfender";
  private static final String BOB = "bob@example.com";
  private static final String PASSWORD = "canary-all that I am";
  private static final int SESSIONS = 1000;
  private static final int LINES = 10_000;

  /** Secrets, digests of secrets, and how the storage works. Each line is a decision. */
  private static final Set<String> NOT_TOLD =
      Set.of(
          "password_credential.hash",
          "registration.password_hash",
          "registration.code_key",
          "registration.code_digest",
          "registration.continuation_digest",
          "session.rotation_key",
          "known_device.digest",
          "passkey.credential_id",
          "passkey.public_key",
          "passkey_ceremony.challenge",
          "session.current_digest",
          "session.previous_digest",
          "guess_budget.subject",
          "pending_deletion.undo_digest",
          "notice.token_key",
          "notice.token_digest",
          "address_change.code_key",
          "address_change.code_digest",
          "left_address.undo_key",
          "left_address.undo_digest",
          "recovery.cancel_key",
          "recovery.cancel_digest",
          "recovery.token_key",
          "recovery.token_digest",
          "password_reset.token_key",
          "password_reset.token_digest",
          "scheduled_tasks.task_name",
          "scheduled_tasks.picked",
          "scheduled_tasks.picked_by",
          "scheduled_tasks.last_success",
          "scheduled_tasks.last_heartbeat",
          "scheduled_tasks.version",
          "scheduled_tasks.priority");

  private final MutableTime time = MutableTime.somewhen();

  @AutoClose
  private final RunningServer server = RunningServer.start(Map.of("WORKER", "off"), time);

  private final Api api = new Api(server.uri("/"));
  private Set<String> countersOfBob = Set.of();
  private String id = "";

  @BeforeEach
  void two_people_live_a_while() {
    try (var worker = server.another(Map.of())) {
      signUp(worker, BOB, "Bob");
      api.login(BOB, "canary-wrong");
      countersOfBob = counters();
      id = signUp(worker, ADA, NAME).body().path("user").path("id").asText();
      var bob = api.login(BOB, PASSWORD).text("access_token");
      assertThat(api.post("/api/v1/users/deletion", Api.object(), bob).status()).isEqualTo(202);
      var ada = signIn();
      assertThat(api.post("/api/v1/users/deletion", Api.object(), ada).status()).isEqualTo(202);
      worker.awaitMail(ADA, mail -> mail.text().contains("/account/keep#token="));
      worker.awaitMail(BOB, mail -> mail.text().contains("/account/keep#token="));
      worker.awaitMail(ADA, mail -> mail.text().contains("/account/not-me#token="));
    }
    liveOn();
    beBusy();
  }

  private Api.Answer signUp(RunningServer worker, String address, String name) {
    var registration =
        api.asking("gsw-CH")
            .post(
                "/api/v1/auth/register",
                Api.object("email", address, "password", PASSWORD, "name", name));
    var id = registration.text("registration_id");
    var code = worker.awaitCode(address);
    assertThat(api.verify(id, code.startsWith("9") ? "10000000" : "90000000").status())
        .isEqualTo(400);
    var verified = api.verify(id, code);
    assertThat(verified.status()).isEqualTo(201);
    return verified;
  }

  /** No worker any more: what is to be delivered waits. */
  private void liveOn() {
    api.logout(signIn());
    api.login(ADA, "canary-wrong");
    var tokens = api.login(ADA, PASSWORD);
    api.post("/api/v1/auth/refresh", Api.object("refresh_token", tokens.text("refresh_token")));
    api.register(ADA, "canary-somebody else's");
    for (var forgetful : List.of(ADA, BOB)) {
      var asked = api.post("/api/v1/auth/password-reset", Api.object("email", forgetful));
      assertThat(asked.status()).isEqualTo(202);
    }
    for (var n = 0; n < 2; n++) {
      var ada = tokens.text("access_token");
      assertThat(api.delete("/api/v1/users/deletion", ada).status()).isEqualTo(204);
      time.advance(Duration.ofSeconds(1));
      assertThat(api.post("/api/v1/users/deletion", Api.object(), ada).status()).isEqualTo(202);
    }
    EveryRow.execute(
        server,
        """
        with gone as (
          delete from scheduled_tasks
           where task_instance = (
             select max(task_instance) from scheduled_tasks
              where task_instance like '%:deletion-mail')
          returning *)
        insert into parked_delivery (id, subscriber, event_id, data, since, reason)
        select task_instance, 'deletion-mail', left(task_instance, 36)::uuid, task_data,
               now(), 'SocketException' from gone
        """,
        "update pending_deletion set undo_digest = sha256('canary') where undo_digest is null",
        """
        insert into address_change
        select id, gen_random_uuid(), epoch, 'next-' || email, created_at,
               created_at + interval '61 minutes', 'canary', sha256('canary'),
               created_at + interval '1 minute', created_at + interval '62 minutes', 4,
               created_at + interval '2 minutes'
          from app_user
        """,
        """
        insert into replaced_address_change
        select gen_random_uuid(), id, 'wished-' || email, created_at + interval '67 minutes',
               created_at + interval '68 minutes'
          from app_user
        """,
        """
        insert into recovery
        select id, gen_random_uuid(), epoch, created_at + interval '71 minutes',
               created_at + interval '72 minutes', created_at + interval '73 minutes',
               created_at + interval '74 minutes', 'canary', sha256(('c' || email)::bytea),
               'canary', sha256(email::bytea)
          from app_user
        """,
        """
        insert into left_address
        select gen_random_uuid(), id, 'former-' || email, 'later-' || email,
               created_at + interval '63 minutes', created_at + interval '64 minutes',
               created_at + interval '65 minutes', 'canary', sha256(email::bytea)
          from app_user
        """,
        """
        update password_reset r
           set user_id = u.id, epoch = u.epoch, token_key = 'canary',
               token_digest = sha256(u.email::bytea),
               token_expires_at = expires_at + interval '7 minutes'
          from app_user u
         where u.email = r.email
        """);
  }

  private void beBusy() {
    EveryRow.execute(
        server,
        """
        insert into session
        select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, user_id, login_at, methods, assurance, address, user_agent || n,
               n, rotation_key, current_digest, previous_digest, login_at, created_at,
               last_used_at, idle_expires_at, expires_at,
               case when n %% 2 = 0 then last_used_at + n * interval '1 second' end
          from (select * from session where user_id = '%s' limit 1) as s,
               generate_series(1, %d) as n
        """
            .formatted(id, SESSIONS),
        """
        insert into audit_event
        select gen_random_uuid(), at + n * interval '1 millisecond', type, subject, event,
               client_address, user_agent || n, request_id
          from (select * from audit_event
                 where subject = '%s' and type = 'session.opened' limit 1) as a,
               generate_series(1, %d) as n
        """
            .formatted(id, LINES));
  }

  @Test
  void everything_that_is_stored_about_a_busy_person_is_in_the_export() {
    var export = export();

    assertThat(export.path("complete").asBoolean()).isTrue();
    assertThat(export.path("sessions").size()).isGreaterThan(SESSIONS);
    assertThat(export.path("audit_trail").size()).isGreaterThan(LINES);
    assertThat(export.path("deliveries")).hasSize(7);
    assertThat(missing(export)).isEmpty();
    assertThat(kindsOf(rowsAboutAda()))
        .contains(
            "app_user",
            "password_credential",
            "session",
            "registration",
            "guess_budget",
            "pending_deletion",
            "notice",
            "password_reset",
            "address_change",
            "left_address",
            "replaced_address_change",
            "recovery",
            "scheduled_tasks",
            "parked_delivery",
            "audit_event");
    assertThat(export.toString()).doesNotContain("canary", "argon2", "Bob", BOB, "_digest");
  }

  @Test
  void a_table_that_nobody_thought_of_is_noticed() {
    EveryRow.execute(
        server,
        "create table planted (owner uuid, note text)",
        "insert into planted values ('%s', 'shoe size 42')".formatted(id));

    assertThat(missing(export())).anyMatch(row -> row.contains("planted.note"));
    leave();
    assertThat(leftovers()).anyMatch(row -> row.contains("planted"));
  }

  @Test
  void a_column_that_nobody_thought_of_is_noticed() {
    EveryRow.execute(server, "alter table app_user add column nick text default 'the countess'");

    assertThat(missing(export())).anyMatch(row -> row.contains("app_user.nick"));
  }

  @Test
  void after_the_deletion_nothing_is_left_but_the_id_on_the_trail() {
    var others = rowsOf(BOB).size();
    leave();

    assertThat(leftovers()).isEmpty();
    assertThat(rowsOf(BOB)).hasSize(others);
    assertThat(rowsMentioning(id)).isNotEmpty().allMatch(row -> row.kind().equals("audit_event"));
  }

  /** Only Ada: Bob thought better of it. */
  private void leave() {
    var bob = api.login(BOB, PASSWORD).text("access_token");
    assertThat(api.delete("/api/v1/users/deletion", bob).status()).isEqualTo(204);
    time.advance(Duration.ofDays(7));
    assertThat(server.auth().eraseUsers().run()).isEqualTo(1);
  }

  private JsonNode export() {
    var answer = api.get("/api/v1/users/export", signIn());
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private String signIn() {
    return api.login(ADA, PASSWORD).text("access_token");
  }

  /** What of the rows about Ada is not in her export. */
  private List<String> missing(JsonNode export) {
    var told =
        EveryRow.leaves(export)
            .map(text -> text.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return rowsAboutAda().stream().flatMap(row -> missing(row, told)).distinct().toList();
  }

  private static Stream<String> missing(Row row, Set<String> told) {
    return row.columns().entrySet().stream()
        .filter(column -> !NOT_TOLD.contains(row.kind() + "." + column.getKey()))
        .filter(column -> !told.containsAll(column.getValue()))
        .map(column -> row.kind() + "." + column.getKey() + ": " + column.getValue());
  }

  private List<Row> rowsAboutAda() {
    return EveryRow.of(server).stream().filter(this::isAboutAda).toList();
  }

  /** Counters show no address; they are hers when they are not Bob's. */
  private boolean isAboutAda(Row row) {
    return row.kind().equals("guess_budget")
        ? row.texts("subject").stream().noneMatch(countersOfBob::contains)
        : Stream.of(id, ADA, NAME).anyMatch(row::mentions);
  }

  private List<String> leftovers() {
    return EveryRow.of(server).stream()
        .filter(
            row ->
                Stream.of(ADA, NAME, sha256(ADA), sha256("code " + ADA), sha256("notice " + ADA))
                        .anyMatch(row::mentions)
                    || (row.mentions(id) && !row.kind().equals("audit_event")))
        .map(Row::toString)
        .toList();
  }

  private List<Row> rowsOf(String text) {
    return rowsMentioning(text);
  }

  private List<Row> rowsMentioning(String text) {
    return EveryRow.of(server).stream().filter(row -> row.mentions(text)).toList();
  }

  private Set<String> counters() {
    return EveryRow.of(server).stream()
        .filter(row -> row.kind().equals("guess_budget"))
        .flatMap(row -> row.texts("subject").stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> kindsOf(List<Row> rows) {
    return rows.stream().map(Row::kind).collect(Collectors.toSet());
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
