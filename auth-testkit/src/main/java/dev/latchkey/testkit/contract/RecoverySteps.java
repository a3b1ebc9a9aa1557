package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recoveries.Beginning;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryId;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What a test of recoveries does, step by step. */
abstract class RecoverySteps extends StorageContract {
  static final RecoveryPolicy POLICY = RecoveryPolicy.standard();
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final User ADA = AUser.owning("ada@example.com");
  static final User BOB = AUser.owning("bob@example.com");

  static Recovery of(Beginning beginning) {
    return switch (beginning) {
      case Beginning.Begun(var recovery) -> recovery;
      case Beginning.Standing(var recovery) -> recovery;
      case Beginning.Changed() -> throw new AssertionError("nobody has changed");
    };
  }

  static <T> List<T> raced(Callable<T> one, Callable<T> other) {
    return Race.between(
        IntStream.range(0, Race.MANY).mapToObj(n -> n % 2 == 0 ? one : other).toList());
  }

  final Recoveries recoveries() {
    return storage.recoveries();
  }

  final User current(User user) {
    return storage.users().find(user.id()).orElseThrow();
  }

  final Beginning begin(User user, String name) {
    var recovery = POLICY.begin(id(name), user.id(), now());
    return inUnit(() -> recoveries().begin(recovery, user.epoch()));
  }

  final Recovery begun(User user, String name) {
    var beginning = begin(user, name);
    assertThat(beginning).isInstanceOf(Beginning.Begun.class);
    return of(beginning);
  }

  /** All the way to the mail that sets a password; time passes. */
  final Recovery announced(User user, String name, String token) {
    var recovery = begun(user, name);
    time.advance(Duration.between(now(), recovery.dueAt()));
    assertThat(announce(recovery)).isTrue();
    assertThat(mint(recovery, token)).isTrue();
    return recovery;
  }

  final boolean announce(Recovery recovery) {
    return inUnit(() -> recoveries().announce(recovery.id(), now()));
  }

  final boolean mint(Recovery recovery, String token) {
    return inUnit(() -> recoveries().mint(recovery.id(), digest(token), now()));
  }

  final Optional<Recovery> spend(String token) {
    return inUnit(() -> recoveries().spend(List.of(digest(token)), now()));
  }

  final Optional<Recovery> cancel(String token) {
    return inUnit(() -> recoveries().cancel(List.of(digest(token)), now()));
  }

  static CodeDigest digest(String token) {
    return Secrets.codeDigest(token);
  }

  static RecoveryId id(String name) {
    return new RecoveryId(NamedIds.of("recovery " + name));
  }
}
