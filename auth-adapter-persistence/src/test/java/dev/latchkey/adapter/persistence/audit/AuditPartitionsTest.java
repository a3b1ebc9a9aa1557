package dev.latchkey.adapter.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.adapter.persistence.outbox.AStorage;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPartitionsTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final String APPEND_ONLY = "the audit trail is append-only";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T23:59:59Z"));
  private AuditPartitions partitions;
  private StoragePorts ports;

  @BeforeEach
  void only_the_default_partition_is_left() {
    partitions = new AuditPartitions(postgres.database(), time);
    ports = AStorage.with(postgres.database(), List.of());
    postgres
        .jdbi()
        .useHandle(handle -> partitionsOf(handle).forEach(name -> dropped(handle, name)));
  }

  @Test
  void this_month_and_the_next_three_are_made_by_utc() {
    assertThat(partitions.ensure()).isEqualTo(4);

    assertThat(partitions())
        .containsExactly(
            "audit_event_2026_11",
            "audit_event_2026_12",
            "audit_event_2027_01",
            "audit_event_2027_02");
    assertThat(append("ada")).isEqualTo("audit_event_2026_11");
    time.advance(Duration.ofSeconds(1));
    assertThat(append("ada")).isEqualTo("audit_event_2026_12");
  }

  @Test
  void the_months_do_not_depend_on_the_time_zone_of_a_session() {
    postgres
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("set timezone = 'Asia/Tokyo'");
              handle.execute("select latchkey_ensure_audit_partitions(0, ?::timestamptz)", at());
              handle.execute("reset timezone");
            });

    assertThat(partitions()).containsExactly("audit_event_2026_11");
    assertThat(append("ada")).isEqualTo("audit_event_2026_11");
  }

  @Test
  void what_is_there_is_not_made_again() {
    partitions.ensure();

    assertThat(partitions.ensure()).isZero();
    time.advance(Duration.ofDays(31));
    assertThat(partitions.ensure()).isEqualTo(1);
  }

  @Test
  void of_many_at_the_same_moment_one_makes_each_month_and_nobody_fails() {
    var made = Race.of(Race.MANY, partitions::ensure);

    assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    assertThat(partitions()).hasSize(4);
  }

  @Test
  void a_clock_thirteen_months_ahead_stops_no_event_and_no_upkeep() {
    partitions.ensure();
    time.advance(Duration.ofDays(396));

    assertThat(append("ada")).isEqualTo("audit_event_default");
    assertThat(partitions.ensure()).isEqualTo(3);
    assertThat(append("ada")).isEqualTo("audit_event_default");
    time.advance(Duration.ofDays(31));
    assertThat(append("ada")).isEqualTo("audit_event_2028_01");

    assertThat(trail("ada")).hasSize(3);
  }

  @Test
  void rows_in_the_default_partition_stay_and_hinder_no_other_month() {
    append("ada");
    time.advance(Duration.ofDays(61));
    append("ada");

    time.advance(Duration.ofDays(-61));
    assertThat(partitions.ensure()).isEqualTo(2);

    assertThat(partitions()).containsExactly("audit_event_2026_12", "audit_event_2027_02");
    assertThat(trail("ada")).hasSize(2);
    assertThat(append("ada")).isEqualTo("audit_event_default");
  }

  @Test
  void a_long_transaction_that_wrote_to_the_default_partition_is_not_waited_for() {
    try (var writer = postgres.jdbi().open()) {
      writer.begin();
      insertAt(writer, "2020-01-01T00:00:00Z");
      assertThat(partitions.ensure()).isZero();
      writer.rollback();
    }

    assertThat(partitions.ensure()).isEqualTo(4);
  }

  @Test
  void who_writes_to_a_month_that_is_there_and_who_makes_others_do_not_meet() {
    time.advance(Duration.ofDays(-93));
    partitions.ensure();
    time.advance(Duration.ofDays(93));

    try (var writer = postgres.jdbi().open()) {
      writer.begin();
      insertAt(writer, at());
      assertThat(partitions.ensure()).isEqualTo(3);
      writer.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update %s set type = 'forged'",
        "update %s set type = 'forged' where false",
        "delete from %s",
        "truncate %s",
        "merge into %s using (select 1) one on true when matched then delete"
      })
  @Requirement("S3-17")
  void nobody_changes_the_trail_in_whatever_partition(String statement) {
    partitions.ensure();
    append("ada");

    for (var table : List.of("audit_event", "audit_event_default", "audit_event_2026_11")) {
      assertThatThrownBy(
              () -> postgres.jdbi().useHandle(handle -> handle.execute(statement.formatted(table))))
          .as(table)
          .isInstanceOf(UnableToExecuteStatementException.class)
          .hasMessageContaining(APPEND_ONLY);
    }
    assertThat(trail("ada")).hasSize(1);
  }

  @Test
  void a_role_that_may_make_no_tables_has_partitions_made() {
    try (var handle = postgres.jdbi().open()) {
      handle.begin();
      handle.execute("create role latchkey_test_serving");
      handle.execute("grant usage on schema public to latchkey_test_serving");
      handle.execute(
          """
          grant execute on function latchkey_ensure_audit_partitions(int, timestamptz)
          to latchkey_test_serving
          """);
      handle.execute("set local role latchkey_test_serving");
      handle.execute("create temp table audit_event_2026_11 (at timestamptz)");
      var made =
          handle
              .createQuery("select latchkey_ensure_audit_partitions(3, :now)")
              .bind("now", time.instant())
              .mapTo(Integer.class)
              .one();

      assertThat(made).isEqualTo(4);
      assertThatThrownBy(() -> handle.execute("create table public.mine (id int)"))
          .hasMessageContaining("permission denied");
      handle.rollback();
    }
  }

  private static void insertAt(Handle handle, String at) {
    handle.execute(
        """
        insert into audit_event (id, at, type, event)
        values (gen_random_uuid(), ?::timestamptz, 'test', '{}')
        """,
        at);
  }

  private String at() {
    return time.instant().toString();
  }

  /** Appends an event and answers the partition that it went to. */
  private String append(String name) {
    var id =
        ports
            .unit()
            .write(
                () ->
                    ports
                        .outbox()
                        .append(AnEvent.about(name, time.instant()), ClientContext.none()));
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select tableoid::regclass::text from audit_event where id = :id and at = :at")
                    .bind("id", id.value())
                    .bind("at", time.instant())
                    .mapTo(String.class)
                    .one());
  }

  private static List<?> trail(String name) {
    return AStorage.with(postgres.database(), List.of()).auditTrail().about(NamedIds.of(name), 100);
  }

  private static List<String> partitions() {
    return postgres.jdbi().withHandle(AuditPartitionsTest::partitionsOf);
  }

  private static List<String> partitionsOf(Handle handle) {
    return handle
        .createQuery(
            """
            select inhrelid::regclass::text from pg_inherits
             where inhparent = 'audit_event'::regclass
               and inhrelid <> 'audit_event_default'::regclass
             order by 1
            """)
        .mapTo(String.class)
        .list();
  }

  private static void dropped(Handle handle, String partition) {
    handle.execute("drop table " + partition);
  }
}
