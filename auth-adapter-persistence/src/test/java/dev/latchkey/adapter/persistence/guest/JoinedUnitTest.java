package dev.latchkey.adapter.persistence.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.persistence.GuestExtension;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.Registrations.NewCode;
import dev.latchkey.domain.registration.Registrations.NewContinuation;
import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An embedder's transaction with a unit of ours in it. */
class JoinedUnitTest {
  @Order(1)
  @RegisterExtension
  static final PostgresExtension postgres = new PostgresExtension();

  @Order(2)
  @RegisterExtension
  static final GuestExtension guest = new GuestExtension(postgres);

  private static final User ADA = AUser.owning("ada@example.com");
  private static final Budget ONE = new RateLimit("test", 1, Duration.ofHours(1)).of("ada");

  private final Instant now = MutableTime.somewhen().instant();
  private PersistenceModule module;
  private StoragePorts joined;
  private Connection caller;

  @BeforeEach
  void a_caller_begins_a_transaction() throws SQLException {
    postgres
        .jdbi()
        .useHandle(sql -> sql.execute("create table if not exists customer (name text)"));
    postgres.jdbi().useHandle(sql -> sql.execute("truncate customer"));
    caller = guest.pool().getConnection();
    caller.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    module = guest.module();
    joined = module.joining(() -> caller);
  }

  @AfterEach
  void the_connection_goes_back() throws SQLException {
    caller.setAutoCommit(false);
    caller.rollback();
    caller.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    caller.close();
    module.close();
  }

  @Test
  void customer_and_account_are_there_after_the_callers_commit_and_not_before() throws Exception {
    run("insert into customer values ('Ada')");
    joined.unit().write(() -> joined.users().add(ADA));
    assertThat(customers()).isZero();
    assertThat(module.ports().users().find(ADA.id())).isEmpty();

    caller.commit();

    assertThat(customers()).isEqualTo(1);
    assertThat(module.ports().users().find(ADA.id())).contains(ADA);
  }

  @Test
  void neither_is_there_after_the_callers_rollback() throws Exception {
    run("insert into customer values ('Ada')");
    joined.unit().write(this::addAdaAndTell);

    caller.rollback();

    assertThat(customers()).isZero();
    assertThat(module.ports().users().find(ADA.id())).isEmpty();
    assertThat(module.ports().auditTrail().about(NamedIds.of("ada"), 10)).isEmpty();
  }

  @Test
  void several_units_are_in_one_transaction() throws Exception {
    joined.unit().write(() -> joined.users().add(ADA));
    joined.unit().write(() -> joined.users().disable(ADA.id()));

    caller.commit();

    assertThat(module.ports().users().find(ADA.id()).orElseThrow().status())
        .isEqualTo(User.Status.DISABLED);
  }

  @Test
  void what_throws_undoes_the_unit_alone_and_the_caller_may_go_on() throws Exception {
    var fault = new ArithmeticException("a bug");
    run("insert into customer values ('Ada')");

    assertThatThrownBy(() -> joined.unit().write(() -> failAfterAdding(fault))).isSameAs(fault);
    run("insert into customer values ('Bob')");
    caller.commit();

    assertThat(customers()).isEqualTo(2);
    assertThat(module.ports().users().find(ADA.id())).isEmpty();
  }

  @Test
  void a_failed_statement_is_an_outage_and_does_not_spoil_the_transaction() throws Exception {
    var registration = ARegistration.withPassword("ada@example.com", now);
    module.ports().registrations().add(registration);
    run("insert into customer values ('Ada')");

    assertThatThrownBy(() -> inUnit(() -> addTwice(registration)))
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("add a registration");
    run("insert into customer values ('Bob')");
    caller.commit();

    assertThat(customers()).isEqualTo(2);
    assertThat(module.ports().users().find(ADA.id())).isEmpty();
  }

  @Test
  void a_failure_that_the_work_caught_is_reported_all_the_same() throws Exception {
    var registration = ARegistration.withPassword("ada@example.com", now);
    module.ports().registrations().add(registration);

    assertThatThrownBy(() -> inUnit(() -> addTwiceAndCatch(registration)))
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("commit a unit of work");
    run("insert into customer values ('Bob')");
    caller.commit();

    assertThat(customers()).isEqualTo(1);
    assertThat(module.ports().users().find(ADA.id())).isEmpty();
  }

  @Test
  void the_search_path_is_the_callers_again_after_a_unit_and_after_a_failure() throws Exception {
    run("set local search_path to public");
    inUnit(() -> joined.users().add(ADA));
    assertThat(asked("show search_path")).isEqualTo("public");

    assertThatThrownBy(() -> inUnit(() -> failAfterAdding(new ArithmeticException("a bug"))))
        .isInstanceOf(ArithmeticException.class);

    assertThat(asked("show search_path")).isEqualTo("public");
  }

  @Test
  void a_table_of_the_caller_does_not_pass_for_ours() throws Exception {
    run("create temporary table app_user (like customer) on commit drop");

    inUnit(() -> joined.users().add(ADA));
    caller.commit();

    assertThat(module.ports().users().find(ADA.id())).contains(ADA);
  }

  @Test
  void without_a_transaction_there_is_nothing_to_join() throws Exception {
    caller.setAutoCommit(true);

    assertThatIllegalStateException().isThrownBy(() -> inUnit(() -> joined.users().add(ADA)));

    assertThat(module.ports().users().find(ADA.id())).isEmpty();
  }

  @Test
  void a_transaction_that_sees_a_snapshot_only_is_not_joined_and_goes_on() throws Exception {
    caller.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    run("insert into public.customer values ('Ada')");

    assertThatIllegalStateException().isThrownBy(() -> inUnit(() -> joined.users().add(ADA)));
    caller.commit();

    assertThat(customers()).isEqualTo(1);
    assertThat(module.ports().users().find(ADA.id())).isEmpty();
  }

  @Test
  void a_transaction_that_failed_already_is_an_outage() {
    assertThatThrownBy(() -> run("no statement")).isInstanceOf(SQLException.class);

    assertThatThrownBy(() -> inUnit(() -> joined.users().add(ADA)))
        .isInstanceOf(InfrastructureException.class)
        .hasMessage("join a transaction");
  }

  @Test
  void a_thread_without_a_transaction_has_a_unit_of_its_own() throws Exception {
    var callers = new CallersUnit(guest.pool());
    var ports = module.joining(callers);
    var other = new CompletableFuture<Boolean>();

    assertThatThrownBy(
            () ->
                callers.write(
                    () -> {
                      Thread.ofPlatform().start(() -> other.complete(added(ports)));
                      assertThat(other.join()).isTrue();
                      throw new ArithmeticException("the caller rolls back");
                    }))
        .isInstanceOf(ArithmeticException.class);

    assertThat(module.ports().users().find(ADA.id())).contains(ADA);
  }

  @Test
  void a_module_with_a_pool_of_its_own_joins_too() throws Exception {
    var config = postgres.config().withPoolSize(2);
    try (var own = PersistenceModule.open(config, new CountingIds(), MutableTime.somewhen())) {
      var ports = own.joining(() -> caller);
      ports.unit().write(() -> ports.users().add(ADA));
      assertThat(own.ports().users().find(ADA.id())).isEmpty();

      caller.commit();

      assertThat(own.ports().users().find(ADA.id())).contains(ADA);
    }
  }

  @Test
  void rolling_back_gives_nobody_another_guess() throws Exception {
    assertThat(joined.budgets().take(ONE, now)).isInstanceOf(Take.Granted.class);
    caller.rollback();

    assertThat(joined.budgets().take(ONE, now)).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void rolling_back_gives_nobody_another_guess_that_was_taken_in_a_unit() throws Exception {
    assertThat(inUnit(() -> joined.budgets().take(ONE, now))).isInstanceOf(Take.Granted.class);
    caller.rollback();

    assertThat(inUnit(() -> joined.budgets().take(ONE, now))).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void a_code_dies_of_wrong_answers_whose_callers_roll_back() throws Exception {
    var registration = registrationWithCode("right", 3);

    for (var answer = 0; answer < 3; answer++) {
      assertThat(redeemed(registration, "wrong")).isInstanceOf(Redemption.Wrong.class);
      caller.rollback();
    }

    assertThat(redeemed(registration, "right")).isInstanceOf(Redemption.Dead.class);
  }

  @Test
  void a_right_answer_whose_caller_rolls_back_may_be_given_again_and_once_he_commits_not()
      throws Exception {
    var registration = registrationWithCode("right", 3);
    assertThat(redeemed(registration, "right")).isInstanceOf(Redemption.Proven.class);
    caller.rollback();

    assertThat(redeemed(registration, "right")).isInstanceOf(Redemption.Proven.class);
    caller.commit();

    assertThat(redeemed(registration, "right")).isInstanceOf(Redemption.Dead.class);
  }

  private Registration registrationWithCode(String code, int answers) {
    var registration = ARegistration.withPassword("ada@example.com", now);
    var registrations = module.ports().registrations();
    registrations.add(registration);
    registrations.mint(
        registration.id(),
        new NewCode(digest(code), now.plus(Duration.ofMinutes(10)), answers),
        now);
    return registration;
  }

  private Redemption redeemed(Registration registration, String code) {
    var continuation = new NewContinuation(Secrets.token("next").digest(), now.plusSeconds(60));
    return inUnit(
        () ->
            joined
                .registrations()
                .redeem(registration.id(), List.of(digest(code)), continuation, now));
  }

  private static CodeDigest digest(String code) {
    return Secrets.codeDigest(code);
  }

  private <T> T inUnit(Supplier<T> work) {
    return joined.unit().write(work);
  }

  private boolean addAdaAndTell() {
    joined.users().add(ADA);
    joined.outbox().append(AnEvent.about("ada", now), ClientContext.none());
    return true;
  }

  private boolean failAfterAdding(RuntimeException fault) {
    joined.users().add(ADA);
    throw fault;
  }

  private boolean addTwice(Registration known) {
    joined.users().add(ADA);
    joined.registrations().add(known);
    return true;
  }

  private boolean addTwiceAndCatch(Registration known) {
    assertThatThrownBy(() -> addTwice(known)).isInstanceOf(InfrastructureException.class);
    return true;
  }

  private static boolean added(StoragePorts ports) {
    ports.unit().write(() -> ports.users().add(ADA));
    return true;
  }

  private void run(String sql) throws SQLException {
    try (var statement = caller.createStatement()) {
      statement.execute(sql);
    }
  }

  private String asked(String sql) throws SQLException {
    try (var statement = caller.createStatement();
        var answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static int customers() {
    return postgres
        .jdbi()
        .withHandle(
            sql -> sql.createQuery("select count(*) from customer").mapTo(Integer.class).one());
  }
}
