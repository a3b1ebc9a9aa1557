package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.ASigningKey;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.kernel.UnitOfWork} promises. */
public abstract class UnitOfWorkContract extends StorageContract {
  private static final User ADA = AUser.owning("ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");

  /**
   * Whether an exception gives back what its unit took of a budget. Not so where units join a
   * transaction of somebody else: his rollback gives nobody another guess.
   */
  protected boolean budgetsAreUndone() {
    return true;
  }

  @Test
  void the_work_runs_on_the_calling_thread() {
    assertThat(inUnit(Thread::currentThread)).isSameAs(Thread.currentThread());
  }

  @Test
  void a_value_returned_is_the_answer() {
    assertThat(inUnit(() -> "an answer")).isEqualTo("an answer");
  }

  @Test
  void a_value_returned_commits() {
    inUnit(() -> storage.users().add(ADA));

    assertThat(storage.users().find(ADA.id())).contains(ADA);
  }

  @Test
  void a_refusal_commits_too() {
    added(ADA);
    var rival = AUser.withId(NamedIds.of("rival"), ADA.email().value());

    var refusal =
        inUnit(
            () -> {
              storage.users().add(BOB);
              return storage.users().add(rival);
            });

    assertThat(refusal).isInstanceOf(Addition.Taken.class);
    assertThat(storage.users().find(BOB.id())).contains(BOB);
  }

  @Test
  void an_empty_answer_commits_too() {
    var answer =
        inUnit(
            () -> {
              storage.users().add(ADA);
              return Optional.empty();
            });

    assertThat(answer).isEmpty();
    assertThat(storage.users().find(ADA.id())).contains(ADA);
  }

  @Test
  void an_exception_reaches_the_caller_as_it_was_thrown() {
    var fault = new ArithmeticException("a bug");

    assertThatThrownBy(() -> inUnit(() -> failAfter(fault, () -> {}))).isSameAs(fault);
  }

  @Test
  void an_error_undoes_the_work_and_reaches_the_caller_as_it_was_thrown() {
    var fault = new AssertionError("a grave bug");

    assertThatThrownBy(() -> inUnit(() -> failAfter(fault, () -> storage.users().add(ADA))))
        .isSameAs(fault);
    assertThat(storage.users().find(ADA.id())).isEmpty();
  }

  @Test
  @Requirement("S1-58")
  void an_exception_undoes_what_every_port_did() {
    var registration = ARegistration.withPassword("ada@example.com", now());
    var session = ASession.of(ADA, now());
    var budget = new RateLimit("test", 1, Duration.ofHours(1)).of("ada");

    undone(
        () -> {
          storage.registrations().add(registration);
          storage.users().add(ADA);
          storage.passwords().set(ADA.id(), Secrets.hash("new"), now());
          storage.sessions().open(session, ADA.epoch());
          storage.budgets().take(budget, now());
          storage.signingKeys().addFirst(ASigningKey.active("first", now()));
          storage.outbox().append(AnEvent.about("ada", now()), nobody());
        });

    assertThat(storage.registrations().find(registration.id())).isEmpty();
    assertThat(storage.users().findByEmail(ADA.email())).isEmpty();
    assertThat(storage.passwords().findByEmail(ADA.email())).isEmpty();
    assertThat(storage.sessions().find(session.id())).isEmpty();
    assertThat(storage.budgets().take(budget, now()))
        .isInstanceOf(budgetsAreUndone() ? Take.Granted.class : Take.Exhausted.class);
    assertThat(storage.signingKeys().all()).isEmpty();
    assertThat(storage.auditTrail().about(NamedIds.of("ada"), 10)).isEmpty();
  }

  @Test
  @Requirement("S1-58")
  void several_ports_succeed_together() {
    var session = ASession.of(ADA, now());

    doInUnit(
        () -> {
          storage.users().add(ADA);
          storage.passwords().set(ADA.id(), Secrets.hash("new"), now());
          storage.sessions().open(session, ADA.epoch());
          storage.outbox().append(AnEvent.about("ada", now()), nobody());
        });

    assertThat(storage.passwords().findByEmail(ADA.email())).isPresent();
    assertThat(storage.sessions().find(session.id())).isPresent();
    assertThat(storage.auditTrail().about(NamedIds.of("ada"), 10)).hasSize(1);
  }

  @Test
  void an_exception_undoes_changes_and_not_only_additions() {
    added(ADA);

    undone(() -> storage.users().disable(ADA.id()));

    assertThat(storage.users().find(ADA.id())).contains(ADA);
  }

  @Test
  void an_exception_undoes_a_change_of_signing_keys_as_a_whole() {
    var active = ASigningKey.active("active", now());
    var next = ASigningKey.announced("next", now().plusSeconds(1));
    storage.signingKeys().addFirst(active);
    storage.signingKeys().announce(next);

    undone(() -> storage.signingKeys().promote(next.id(), now().plusSeconds(2)));

    assertThat(storage.signingKeys().all()).containsExactly(next, active);
  }

  @Test
  void of_many_units_that_revoke_and_promote_at_once_one_promotes() {
    var active = ASigningKey.active("active", now());
    var next = ASigningKey.announced("next", now().plusSeconds(1));
    storage.signingKeys().addFirst(active);
    storage.signingKeys().announce(next);
    var racers = new ArrayList<Callable<Boolean>>();
    for (var n = 0; n < Race.MANY / 2; n++) {
      racers.add(() -> inUnit(() -> revokeAndPromote(active.id(), next.id())));
      racers.add(() -> storage.signingKeys().promote(next.id(), now()));
    }

    assertThat(Race.between(racers)).containsOnlyOnce(true);
    assertThat(storage.signingKeys().all())
        .containsExactly(next.in(State.ACTIVE, now()), active.in(State.REVOKED, now()));
  }

  /** True for the one who promoted. */
  private boolean revokeAndPromote(KeyId active, KeyId next) {
    storage.signingKeys().revoke(active, now());
    return storage.signingKeys().promote(next, now());
  }

  /** In an emergency nobody has the time to agree on an order. */
  @Test
  void units_that_change_the_same_signing_keys_in_any_order_wait_for_each_other() {
    for (var round = 0; round < 10; round++) {
      var active = ASigningKey.active("active-" + round, now());
      var next = ASigningKey.announced("next-" + round, now());
      storage.signingKeys().addFirst(active);
      storage.signingKeys().announce(next);
      var racers = new ArrayList<Callable<Boolean>>();
      for (var n = 0; n < Race.MANY / 2; n++) {
        racers.add(() -> inUnit(() -> revokeBoth(active.id(), next.id())));
        racers.add(() -> inUnit(() -> revokeBoth(next.id(), active.id())));
      }

      assertThat(Race.between(racers)).containsOnlyOnce(true);
    }
    assertThat(storage.signingKeys().all())
        .hasSize(20)
        .allMatch(key -> key.state() == State.REVOKED);
  }

  private boolean revokeBoth(KeyId one, KeyId other) {
    var first = storage.signingKeys().revoke(one, now());
    return storage.signingKeys().revoke(other, now()) && first;
  }

  @Test
  void work_sees_what_it_has_written_itself() {
    var seen =
        inUnit(
            () -> {
              storage.users().add(ADA);
              return storage.users().findByEmail(ADA.email());
            });

    assertThat(seen).contains(ADA);
  }

  /** Waiting for the unit to end is as good as not seeing what it has not committed. */
  @Test
  void nobody_else_sees_work_that_is_not_committed() throws Exception {
    var seen = new CompletableFuture<Optional<User>>();
    var other =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> seen.complete(storage.users().findByEmail(ADA.email())));

    undone(
        () -> {
          storage.users().add(ADA);
          other.start();
          waitAMoment(seen);
        });

    assertThat(seen.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void a_unit_inside_a_unit_is_reported_as_a_bug() {
    assertThatIllegalStateException()
        .isThrownBy(() -> inUnit(() -> inUnit(() -> storage.users().add(ADA))));

    assertThat(storage.users().find(ADA.id())).isEmpty();
  }

  @Test
  void the_outer_unit_is_undone_when_the_report_of_nesting_leaves_it() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                doInUnit(
                    () -> {
                      storage.users().add(ADA);
                      inUnit(() -> storage.users().add(BOB));
                    }));

    assertThat(storage.users().find(ADA.id())).isEmpty();
    assertThat(storage.users().find(BOB.id())).isEmpty();
  }

  @Test
  void the_outer_unit_goes_on_when_it_catches_the_report_of_nesting() {
    doInUnit(
        () -> {
          storage.users().add(ADA);
          assertThatIllegalStateException()
              .isThrownBy(() -> inUnit(() -> storage.users().add(BOB)));
        });

    assertThat(storage.users().find(ADA.id())).contains(ADA);
    assertThat(storage.users().find(BOB.id())).isEmpty();
  }

  @Test
  void the_next_unit_knows_nothing_of_one_that_failed() {
    undone(() -> storage.users().add(BOB));
    assertThatIllegalStateException().isThrownBy(() -> inUnit(() -> inUnit(() -> "nested")));

    inUnit(() -> storage.users().add(ADA));

    assertThat(storage.users().find(ADA.id())).contains(ADA);
  }

  @Test
  void units_of_different_threads_are_not_nested() {
    var callers =
        IntStream.range(0, Race.MANY)
            .mapToObj(n -> AUser.owning("user-" + n + "@example.com"))
            .map(user -> (Callable<Addition>) () -> addedBy(user))
            .toList();

    assertThat(Race.between(callers)).hasOnlyElementsOfType(Addition.Added.class);
    assertThat(storage.users().list(null, 100).items()).hasSize(Race.MANY);
  }

  private Addition addedBy(User user) {
    return inUnit(() -> storage.users().add(user));
  }

  private static String failAfter(RuntimeException fault, Runnable work) {
    work.run();
    throw fault;
  }

  private static String failAfter(Error fault, Runnable work) {
    work.run();
    throw fault;
  }

  private static void waitAMoment(CompletableFuture<?> answer) {
    try {
      answer.get(300, TimeUnit.MILLISECONDS);
    } catch (TimeoutException theOtherWaits) {
      assertThat(answer).isNotDone();
    } catch (InterruptedException | ExecutionException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
