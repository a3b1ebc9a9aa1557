package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.recovery.Recoveries.Beginning;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.recovery.Recoveries} promises to a user who is signed in.
 */
public abstract class OwnRecoveriesContract extends StorageContract {
  private static final RecoveryPolicy POLICY = RecoveryPolicy.standard();
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  private static final User ADA = AUser.owning("ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");

  @Test
  void a_user_sees_his_recovery_and_nobody_elses() {
    var hers = begun(added(ADA), "hers");
    added(BOB);

    assertThat(found(ADA)).contains(hers);
    assertThat(found(BOB)).isEmpty();
  }

  @Test
  void he_sees_it_until_it_is_over_and_not_at_that_instant() {
    begun(added(ADA), "hers");
    time.advance(POLICY.delay().plus(POLICY.window()));
    assertThat(found(ADA)).isEmpty();
    assertThat(cancelOf(storage, ADA)).isEmpty();
    time.advance(TICK.negated());

    assertThat(found(ADA)).isPresent();
    assertThat(cancelOf(storage, ADA)).isPresent();
  }

  @Test
  void one_that_the_user_has_outlived_is_none() {
    begun(added(ADA), "hers");
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));

    assertThat(found(ADA)).isEmpty();
    assertThat(cancelOf(storage, ADA)).isEmpty();
  }

  @Test
  void he_cancels_his_own_once_and_no_token_of_it_is_good_any_more() {
    var hers = begun(added(ADA), "hers");
    var his = begun(added(BOB), "his");
    inUnit(() -> storage.recoveries().mintCancel(hers.id(), Secrets.codeDigest("stop"), now()));

    assertThat(cancelOf(storage, ADA)).contains(hers);

    assertThat(cancelOf(storage, ADA)).isEmpty();
    assertThat(found(ADA)).isEmpty();
    assertThat(found(BOB)).contains(his);
    assertThat(
            inUnit(() -> storage.recoveries().cancel(List.of(Secrets.codeDigest("stop")), now())))
        .isEmpty();
    assertThat(begin(ADA, "again")).isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void of_many_who_cancel_and_one_who_sets_a_password_at_the_same_moment_one_gets_it() {
    added(ADA);
    var other = anotherNode();
    for (var round = 0; round < 10; round++) {
      time.advance(TICK);
      var label = "round " + round;
      ready(begun(ADA, label), label);
      Callable<Boolean> here = () -> cancelOf(storage, ADA).isPresent();
      Callable<Boolean> there = () -> cancelOf(other, ADA).isPresent();
      Callable<Boolean> spend = () -> isSpent(label);

      var done =
          Race.between(
              IntStream.range(0, Race.MANY)
                  .mapToObj(n -> List.of(here, there, spend).get(n % 3))
                  .toList());

      assertThat(done).containsOnlyOnce(true);
    }
  }

  /** Good for a password now. */
  private void ready(Recovery recovery, String token) {
    time.advance(POLICY.delay());
    assertThat(inUnit(() -> storage.recoveries().announce(recovery.id(), now()))).isTrue();
    var digest = Secrets.codeDigest(token);
    assertThat(inUnit(() -> storage.recoveries().mint(recovery.id(), digest, now()))).isTrue();
  }

  private boolean isSpent(String token) {
    return inUnit(() -> storage.recoveries().spend(List.of(Secrets.codeDigest(token)), now()))
        .isPresent();
  }

  private Recovery begun(User user, String name) {
    return ((Beginning.Begun) begin(user, name)).recovery();
  }

  private Beginning begin(User user, String name) {
    var recovery = POLICY.begin(new RecoveryId(NamedIds.of("recovery " + name)), user.id(), now());
    return inUnit(() -> storage.recoveries().begin(recovery, user.epoch()));
  }

  private Optional<Recovery> found(User user) {
    return storage.recoveries().findOpen(user.id(), now());
  }

  private Optional<Recovery> cancelOf(StoragePorts node, User user) {
    return node.unit().write(() -> node.recoveries().cancelOf(user.id(), now()));
  }
}
