package dev.latchkey.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.address.AddressEvent.AddressLeft;
import dev.latchkey.domain.address.AddressEvent.AddressProofRequested;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.LoginRefused;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetRequested;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.notice.NoticeEvent.NoticesGathered;
import dev.latchkey.domain.registration.RegistrationEvent;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.SessionEvent.Reason;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.SigningKeyEvent;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AnEvent;
import dev.latchkey.testkit.fixture.NamedIds;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which word there is for an event. */
class ActivityKindsTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");
  private static final UserId ADA = new UserId(NamedIds.of("ada"));
  private static final List<AuthEvent> ALL = AnEvent.ofEveryKind(NOW);

  /** Each has an event beside it that is told. */
  private static final Set<Class<?>> COMPANIONS =
      Set.of(
          AddressProofRequested.class,
          AddressLeft.class,
          AddressWithdrawn.class,
          NoticesGathered.class);

  private record Unheard(Instant at) implements AuthEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(ADA.value());
    }
  }

  @Test
  void every_event_about_a_user_has_a_word_of_its_own() {
    var about =
        ALL.stream()
            .filter(event -> isAboutAUser(event) && !COMPANIONS.contains(event.getClass()))
            .filter(event -> !(event instanceof AllSessionsEnded))
            .toList();
    assertThat(about).hasSizeGreaterThan(50);
    for (var event : about) {
      assertThat(ActivityKinds.of(event)).as("%s", event).isPresent();
      assertThat(ActivityKinds.of(event)).as("%s", event).isNotEqualTo(other());
    }
  }

  private static boolean isAboutAUser(AuthEvent event) {
    return !(event instanceof RegistrationEvent
        || event instanceof SigningKeyEvent
        || event instanceof PasswordResetRequested);
  }

  private static Optional<ActivityKind> other() {
    return Optional.of(ActivityKind.OTHER);
  }

  @Test
  void what_another_event_tells_beside_it_and_what_is_about_nobody_has_none() {
    for (var event : ALL) {
      if (!isAboutAUser(event) || COMPANIONS.contains(event.getClass())) {
        assertThat(ActivityKinds.of(event)).as("%s", event).isEmpty();
      }
    }
  }

  @Test
  void the_end_of_all_sessions_is_told_where_nothing_else_tells_it() {
    var told =
        Arrays.stream(Reason.values())
            .filter(
                reason -> ActivityKinds.of(new AllSessionsEnded(ADA, 2, reason, NOW)).isPresent())
            .toList();

    assertThat(told)
        .contains(Reason.LOGOUT_ALL, Reason.LOGOUT_OTHERS, Reason.OPERATOR)
        .doesNotContain(Reason.PASSWORD_CHANGED, Reason.ADDRESS_CHANGED, Reason.DISAVOWED);
  }

  @Test
  void how_somebody_signed_in_is_told() {
    assertThat(signedIn(AuthenticationMethod.PASSWORD))
        .contains(ActivityKind.SIGNED_IN_WITH_PASSWORD);
    assertThat(signedIn(AuthenticationMethod.POSSESSION, AuthenticationMethod.MULTIPLE_FACTORS))
        .contains(ActivityKind.SIGNED_IN_WITH_PASSKEY);
    assertThat(signedIn(AuthenticationMethod.ONE_TIME_CODE)).contains(ActivityKind.SIGNED_IN);
  }

  private static Optional<ActivityKind> signedIn(AuthenticationMethod... methods) {
    var session = new SessionId(NamedIds.of("session"));
    return ActivityKinds.of(new SessionOpened(session, ADA, Set.of(methods), NOW));
  }

  @Test
  void a_right_password_that_was_refused_is_not_told_from_other_refusals() {
    assertThat(refused(CredentialEvent.Reason.FROZEN))
        .isEqualTo(refused(CredentialEvent.Reason.CHANGED_MEANWHILE))
        .isNotEqualTo(refused(CredentialEvent.Reason.WRONG_PASSWORD));
  }

  private static Optional<ActivityKind> refused(CredentialEvent.Reason reason) {
    return ActivityKinds.of(new LoginRefused(ADA, reason, NOW));
  }

  @Test
  void every_word_is_used_but_the_general_one() {
    var used = EnumSet.of(ActivityKind.SIGNED_IN_WITH_PASSWORD, ActivityKind.SIGNED_IN);
    ALL.forEach(event -> ActivityKinds.of(event).ifPresent(used::add));

    assertThat(EnumSet.complementOf(used)).containsExactly(ActivityKind.OTHER);
  }

  @Test
  void an_event_that_nobody_has_heard_of_has_the_general_word() {
    assertThat(ActivityKinds.of(new Unheard(NOW))).isEqualTo(other());
  }
}
