package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.persistence.PersistenceConfig.Limits;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A module of two connections and little patience, and what it does when the database fails. */
class DatabaseTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final User ADA = AUser.owning("ada@example.com");

  private final MutableTime time = MutableTime.somewhen();
  private PersistenceModule module;

  @BeforeEach
  void open() {
    var limits =
        new Limits(
            PATIENCE, Duration.ofSeconds(3), Duration.ofSeconds(2), PATIENCE, BOUND.plus(BOUND));
    module =
        PersistenceModule.open(
            postgres.config().withPoolSize(2).withLimits(limits), new CountingIds(), time);
  }

  @AfterEach
  void close() {
    module.close();
  }

  @Test
  @Requirement({"S1-37", "S1-61"})
  void an_exhausted_pool_is_an_outage_in_bounded_time() {
    var users = module.ports().users();
    var unit = module.ports().unit();

    holdingBothConnections(
        () -> {
          assertThatOutage(() -> users.find(ADA.id()), "find a user");
          assertThatOutage(() -> unit.write(() -> "work"), "open a unit of work");
        });

    assertThat(users.find(ADA.id())).isEmpty();
    assertThat(unit.write(() -> "work")).isEqualTo("work");
  }

  @Test
  void a_row_that_is_locked_is_an_outage_in_bounded_time() {
    var users = module.ports().users();
    users.add(ADA);

    postgres
        .jdbi()
        .useTransaction(
            other -> {
              other.execute("select from app_user for update");
              assertThatOutage(() -> users.disable(ADA.id()), "disable a user");
            });

    assertThat(users.disable(ADA.id())).isTrue();
  }

  @Test
  void an_outage_names_the_operation_and_repeats_nothing_of_what_was_bound() {
    var registration = ARegistration.withPassword("ada@example.com", time.instant());
    var registrations = module.ports().registrations();
    registrations.add(registration);

    assertThatThrownBy(() -> registrations.add(registration))
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("add a registration")
        .hasCauseInstanceOf(SQLException.class)
        .satisfies(
            outage ->
                assertThat(told(outage))
                    .doesNotContain("ada@example.com")
                    .doesNotContain(registration.id().value().toString()));
  }

  @Test
  void a_unit_whose_statement_failed_does_not_commit_even_when_the_failure_was_caught() {
    var registration = ARegistration.withPassword("ada@example.com", time.instant());
    var ports = module.ports();
    ports.registrations().add(registration);

    assertThatOutage(
        () ->
            ports
                .unit()
                .write(
                    () -> {
                      ports.users().add(ADA);
                      assertThatOutage(
                          () -> ports.registrations().add(registration), "add a registration");
                      return "caught";
                    }),
        "commit a unit of work");

    assertThat(ports.users().find(ADA.id())).isEmpty();
  }

  @Test
  void health_is_bounded_too() {
    var health = module.health();
    assertThat(health.answers().getAsBoolean()).isTrue();

    holdingBothConnections(() -> assertThat(health.answers().getAsBoolean()).isFalse());

    assertThat(health.answers().getAsBoolean()).isTrue();
  }

  @Test
  void a_database_that_is_not_there_is_an_outage_in_bounded_time() {
    var nowhere =
        PersistenceConfig.of(new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/no", "no", "no"));

    assertThatThrownBy(() -> PersistenceModule.open(nowhere, new CountingIds(), time))
        .isInstanceOf(InfrastructureException.class);
  }

  @Test
  void nothing_is_appended_and_no_worker_starts_before_the_subscribers_are_connected() {
    var ports = module.ports();
    var event = AnEvent.about("ada", time.instant());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> ports.unit().write(() -> ports.outbox().append(event, ClientContext.none())));
    assertThatIllegalStateException().isThrownBy(() -> module.startWorker(List.of()));

    module.connect(List.of());
    ports.unit().write(() -> ports.outbox().append(event, ClientContext.none()));
    module.startWorker(List.of());
    assertThatIllegalStateException().isThrownBy(() -> module.startWorker(List.of()));
  }

  @Test
  void closing_twice_is_harmless_and_nothing_answers_any_more() {
    module.close();
    module.close();

    assertThat(module.health().answers().getAsBoolean()).isFalse();
    assertThatOutage(() -> module.ports().users().find(ADA.id()), "find a user");
  }

  private void holdingBothConnections(Runnable meanwhile) {
    var unit = module.ports().unit();
    unit.write(
        () -> {
          var second = Thread.ofPlatform().unstarted(() -> unit.write(() -> ranIn(meanwhile)));
          second.start();
          return joined(second);
        });
  }

  private static boolean ranIn(Runnable work) {
    var other = Thread.ofPlatform().unstarted(work);
    var faults = new LinkedBlockingQueue<Throwable>();
    other.setUncaughtExceptionHandler((thread, fault) -> faults.add(fault));
    other.start();
    joined(other);
    assertThat(faults).isEmpty();
    return true;
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  private static void assertThatOutage(ThrowingCallable work, String operation) {
    var begun = System.nanoTime();
    assertThatThrownBy(work).isInstanceOf(InfrastructureException.class).hasMessage(operation);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
  }

  private static String told(Throwable failure) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
