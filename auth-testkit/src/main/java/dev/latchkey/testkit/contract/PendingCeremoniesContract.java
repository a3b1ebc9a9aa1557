package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.Challenge;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.passkey.PendingCeremony.Purpose;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.passkey.PendingCeremonies} promises. */
public abstract class PendingCeremoniesContract extends StorageContract {
  private static final UserId ADA = new UserId(NamedIds.of("ada"));
  private static final SessionId SESSION = new SessionId(NamedIds.of("session"));
  private static final Duration LIFE = Duration.ofMinutes(5);

  @Test
  void a_ceremony_is_taken_as_it_was_begun_whatever_it_is_for() {
    var registration = new RegistrationId(NamedIds.of("registration"));
    for (var purpose :
        List.of(
            new Purpose.SigningUp(registration, ADA),
            new Purpose.Adding(ADA, SESSION, false),
            new Purpose.Adding(ADA, SESSION, true),
            new Purpose.SigningIn(Optional.empty()),
            new Purpose.SigningIn(Optional.of(ADA)),
            new Purpose.Reauthenticating(ADA, SESSION))) {
      var begun = begun(purpose.toString(), purpose);

      var taken = take(begun.id()).orElseThrow();

      assertThat(taken.id()).isEqualTo(begun.id());
      assertThat(taken.purpose()).isEqualTo(purpose);
      assertThat(taken.expiresAt()).isEqualTo(begun.expiresAt());
      assertThat(taken.challenge().bytes().revealBytes())
          .isEqualTo(begun.challenge().bytes().revealBytes());
    }
  }

  @Test
  void nobody_gets_a_ceremony_that_was_taken() {
    var begun = begun("one");

    assertThat(take(begun.id())).isPresent();
    assertThat(take(begun.id())).isEmpty();
  }

  @Test
  void nobody_gets_a_ceremony_that_was_not_begun() {
    begun("one");

    assertThat(take(new CeremonyId(NamedIds.of("another")))).isEmpty();
  }

  @Test
  void of_many_who_take_a_ceremony_at_the_same_moment_one_gets_it() {
    var begun = begun("one");

    var answers = Race.of(Race.MANY, () -> take(begun.id()));

    assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void a_ceremony_is_over_at_the_very_instant_it_expires() {
    var kept = begun("kept");
    var late = begun("late");
    time.advance(LIFE.minusNanos(1000));
    assertThat(take(kept.id())).isPresent();

    time.advance(Duration.ofNanos(1000));

    assertThat(take(late.id())).isEmpty();
  }

  @Test
  void a_ceremony_that_was_begun_on_one_node_is_taken_on_another_once() {
    var begun = begun("one");

    assertThat(anotherNode().ceremonies().take(begun.id(), now())).isPresent();
    assertThat(take(begun.id())).isEmpty();
  }

  @Test
  void purging_forgets_what_expired_before_and_nothing_else() {
    begun("old");
    time.advance(Duration.ofMinutes(1));
    var young = begun("young");
    time.advance(LIFE.minusSeconds(1));

    assertThat(storage.ceremonies().purge(now())).isEqualTo(1);
    assertThat(storage.ceremonies().purge(now())).isZero();

    assertThat(take(young.id())).isPresent();
  }

  private PendingCeremony begun(String name) {
    return begun(name, new Purpose.SigningIn(Optional.empty()));
  }

  private PendingCeremony begun(String name, Purpose purpose) {
    var ceremony =
        new PendingCeremony(
            new CeremonyId(NamedIds.of("ceremony " + name)),
            new Challenge(Secrets.token("challenge")),
            purpose,
            now().plus(LIFE));
    storage.ceremonies().add(ceremony);
    return ceremony;
  }

  private Optional<PendingCeremony> take(CeremonyId id) {
    return storage.ceremonies().take(id, now());
  }
}
