package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.CountingIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contract of outboxes cannot see: the rows, the statements, and the nudge. */
class JdbiOutboxStagingTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final Instant AT = Instant.parse("2026-11-02T10:15:30Z");

  private OutboxSteps steps;

  @BeforeEach
  void two_subscribers() {
    var mail = TestSubscriber.named("mail");
    var hook = TestSubscriber.named("webhook");
    steps = new OutboxSteps(postgres.database(), mail, hook);
  }

  @Test
  @Requirement("S0-27")
  void each_subscriber_gets_a_task_of_its_own_named_by_event_and_subscriber() {
    var id = append();

    assertThat(instances())
        .containsExactlyInAnyOrder(id.value() + ":mail", id.value() + ":webhook");
    assertThat(DeliveryKey.parse(instances().get(0)).event()).isEqualTo(id);
  }

  @Test
  void the_data_of_a_task_is_json() {
    var id = append();

    byte[] data =
        postgres
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select distinct task_data from scheduled_tasks")
                        .mapTo(byte[].class)
                        .one());

    assertThat(data)
        .asString(StandardCharsets.UTF_8)
        .startsWith("{\"id\":\"" + id.value() + "\",\"event\":{\"type\":\"user.created\"");
  }

  @Test
  void an_event_is_written_and_staged_by_one_statement() {
    var statements = new ArrayList<String>();
    postgres.jdbi().setSqlLogger(recording(statements));
    try {
      append();
    } finally {
      postgres.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    }

    assertThat(statements).hasSize(1);
    assertThat(steps.rows("audit_event")).isEqualTo(1);
    assertThat(steps.rows("scheduled_tasks")).isEqualTo(2);
  }

  @Test
  void the_worker_is_nudged_once_the_rows_are_to_be_seen() {
    var seen = new ArrayList<Integer>();
    steps.outbox().nudging(() -> seen.add(instances().size()));

    steps
        .unit()
        .write(
            () -> {
              var id = appendInUnit();
              assertThat(seen).isEmpty();
              return id;
            });

    assertThat(seen).containsExactly(2);
  }

  @Test
  void nobody_is_nudged_by_what_did_not_happen() {
    var nudges = new ArrayList<String>();
    steps.outbox().nudging(() -> nudges.add("nudge"));
    var fault = new ArithmeticException("a bug");

    assertThatThrownBy(
            () ->
                steps
                    .unit()
                    .write(
                        () -> {
                          appendInUnit();
                          throw fault;
                        }))
        .isSameAs(fault);

    assertThat(nudges).isEmpty();
    assertThat(instances()).isEmpty();
    append();
    assertThat(nudges).hasSize(1);
  }

  @Test
  void an_outbox_nobody_connected_takes_nothing() {
    var unconnected = new JdbiOutbox(postgres.database(), new CountingIds(), new EventJson());

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                steps
                    .unit()
                    .write(
                        () -> unconnected.append(AnEvent.about("ada", AT), ClientContext.none())))
        .withMessageContaining("connected");
    unconnected.connect(List.of());
    steps.unit().write(() -> unconnected.append(AnEvent.about("ada", AT), ClientContext.none()));

    assertThat(steps.rows("audit_event")).isEqualTo(1);
    assertThat(instances()).isEmpty();
  }

  @Test
  void subscribers_are_connected_once_and_under_different_names() {
    var fresh = new JdbiOutbox(postgres.database(), new CountingIds(), new EventJson());
    var mail = TestSubscriber.named("mail");

    assertThatIllegalArgumentException().isThrownBy(() -> fresh.connect(List.of(mail, mail)));
    fresh.connect(List.of(mail));
    assertThatIllegalStateException().isThrownBy(() -> fresh.connect(List.of(mail)));
  }

  private EventId append() {
    return steps.unit().write(this::appendInUnit);
  }

  private EventId appendInUnit() {
    return steps.outbox().append(AnEvent.about("ada", AT), ClientContext.none());
  }

  private static List<String> instances() {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select task_instance from scheduled_tasks")
                    .mapTo(String.class)
                    .list());
  }

  private static SqlLogger recording(List<String> statements) {
    return new SqlLogger() {
      @Override
      public void logAfterExecution(StatementContext context) {
        statements.add(String.valueOf(context.getRawSql()));
      }
    };
  }
}
