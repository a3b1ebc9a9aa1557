package dev.latchkey.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.registration.RegistrationPolicy.Codes;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RegistrationTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");
  private static final EmailAddress ADA = EmailAddress.of("ada@example.com");
  private static final Duration TICK = Duration.ofNanos(1);

  @Test
  void a_registration_is_over_at_the_instant_it_expires() {
    var registration = started(null);
    var end = NOW.plus(Duration.ofHours(24));

    assertThat(registration.isOpen(end.minus(TICK))).isTrue();
    assertThat(registration.isOpen(end)).isFalse();
  }

  @Test
  void a_completed_registration_is_over() {
    var open = started(null);
    var completed =
        new Registration(open.id(), open.email(), null, null, null, open.lifetime(), NOW, NOW);

    assertThat(completed.isOpen(NOW)).isFalse();
  }

  @Test
  void a_newborn_user_is_here_by_the_code_and_by_a_password_that_he_typed_just_now() {
    var newborn = User.born(new UserId(new UUID(1, 1)), ADA, null, null, NOW);

    assertThat(started(new PasswordHash("$test$")).confirmedAs(newborn, NOW).methods())
        .containsExactly(AuthenticationMethod.ONE_TIME_CODE);
    assertThat(started(null).confirmedAs(newborn, NOW).methods())
        .containsExactlyInAnyOrder(
            AuthenticationMethod.ONE_TIME_CODE, AuthenticationMethod.PASSWORD);
    assertThat(started(null).confirmedAs(newborn, NOW).user()).isEqualTo(newborn.id());
    assertThat(started(null).confirmedAs(newborn, NOW).epoch()).isEqualTo(newborn.epoch());
  }

  @Test
  void codes_are_of_8_digits_and_live_for_10_minutes_and_5_answers() {
    assertThat(RegistrationPolicy.standard().codes())
        .isEqualTo(new Codes(8, Duration.ofMinutes(10), 5));
  }

  @Test
  void a_code_has_6_to_10_digits() {
    assertThat(new Codes(6, Duration.ofMinutes(1), 1).length()).isEqualTo(6);
    assertThat(new Codes(10, Duration.ofMinutes(1), 1).length()).isEqualTo(10);
    assertThatIllegalArgumentException().isThrownBy(() -> new Codes(5, Duration.ofMinutes(1), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Codes(11, Duration.ofMinutes(1), 1));
  }

  @Test
  void a_code_lives_for_up_to_10_minutes_and_may_be_answered() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Codes(8, Duration.ofMinutes(10).plus(TICK), 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Codes(8, Duration.ZERO, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Codes(8, Duration.ofMinutes(10), 0));
  }

  private static Registration started(@Nullable PasswordHash password) {
    return Registration.start(
        new RegistrationId(new UUID(2, 2)),
        ADA,
        null,
        null,
        password,
        RegistrationPolicy.standard(),
        NOW);
  }
}
