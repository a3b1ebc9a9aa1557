package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.Registrations.NewCode;
import dev.latchkey.domain.registration.Registrations.NewContinuation;
import dev.latchkey.domain.registration.Registrations.Redemption;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.ARegistration;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test of registrations does, step by step. */
abstract class RegistrationSteps extends StorageContract {
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final Duration DAY = Duration.ofHours(24);
  static final Duration COOL_DOWN = Duration.ofMinutes(1);
  static final Duration CODE_LIFE = Duration.ofMinutes(10);
  static final int ANSWERS = 5;
  static final RegistrationId UNKNOWN = new RegistrationId(NamedIds.of("nobody"));

  final Instant start = time.instant();
  final Registration ada = ARegistration.withPassword("ada@example.com", start);
  final Registration bob = ARegistration.withoutPassword("bob@example.com", start);

  final void add(Registration registration) {
    doInUnit(() -> storage.registrations().add(registration));
  }

  final boolean requestCode(Registration registration) {
    return inUnit(() -> storage.registrations().requestCode(registration.id(), COOL_DOWN, now()));
  }

  final boolean mint(Registration registration, String label) {
    return inUnit(() -> storage.registrations().mint(registration.id(), code(label), now()));
  }

  final Redemption answer(Registration registration, String label) {
    return redeem(registration, digests(label));
  }

  final Redemption redeem(Registration registration, List<CodeDigest> candidates) {
    return inUnit(() -> redeemInUnit(registration, candidates, "held"));
  }

  final Redemption redeemInUnit(
      Registration registration, List<CodeDigest> candidates, String continuation) {
    return storage
        .registrations()
        .redeem(registration.id(), candidates, continuation(continuation), now());
  }

  final void completed(Registration withPassword) {
    mint(withPassword, "right");
    assertThat(answer(withPassword, "right")).isInstanceOf(Redemption.Proven.class);
  }

  final void proven(Registration registration, String continuation) {
    mint(registration, "right");
    assertThat(inUnit(() -> redeemInUnit(registration, digests("right"), continuation)))
        .isInstanceOf(Redemption.Proven.class);
  }

  /** What completing with this continuation would give. */
  final Optional<Registration> foundProven(Registration registration, String continuation) {
    var secret = Secrets.digest(continuation);
    return storage.registrations().findProven(registration.id(), secret, now());
  }

  final Optional<Registration> complete(Registration registration, String continuation) {
    var secret = Secrets.digest(continuation);
    return inUnit(() -> storage.registrations().complete(registration.id(), secret, now()));
  }

  final int purge(Instant overBefore) {
    return inUnit(() -> storage.registrations().purge(overBefore));
  }

  final NewCode code(String label) {
    return ARegistration.code(label, now());
  }

  final NewContinuation continuation(String label) {
    return ARegistration.continuation(label, now());
  }

  static List<CodeDigest> digests(String label) {
    return List.of(Secrets.codeDigest(label));
  }

  static Registration standing(
      Registration started, @Nullable Instant provenAt, @Nullable Instant completedAt) {
    return new Registration(
        started.id(),
        started.email(),
        started.name(),
        started.language(),
        started.password(),
        started.lifetime(),
        provenAt,
        completedAt);
  }
}
