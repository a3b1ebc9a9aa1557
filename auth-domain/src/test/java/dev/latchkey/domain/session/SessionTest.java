package dev.latchkey.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.session.Session.RefreshChain;
import dev.latchkey.domain.user.User.Epoch;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");
  private static final Duration TICK = Duration.ofNanos(1);
  private static final SessionPolicy POLICY =
      new SessionPolicy(Duration.ofDays(30), Duration.ofDays(90), Duration.ofSeconds(10), 50);
  private static final Authentication PROOF =
      new Authentication(
          new UserId(new UUID(1, 1)), new Epoch(0), Set.of(AuthenticationMethod.PASSWORD), NOW);

  private final Session session =
      Session.begin(
          new SessionId(new UUID(2, 2)),
          PROOF,
          new ClientContext("192.0.2.1", "agent", "request"),
          RefreshChain.first(new KeyId("1"), digest(0)),
          POLICY,
          NOW);

  @Test
  void a_session_begins_alive_and_remembers_how() {
    assertThat(session.isAlive(NOW)).isTrue();
    assertThat(session.user()).isEqualTo(PROOF.user());
    assertThat(session.login())
        .isEqualTo(
            new Session.Login(NOW, PROOF.methods(), AssuranceLevel.AAL1, "192.0.2.1", "agent"));
  }

  @Test
  void a_session_is_dead_at_the_instant_it_was_idle_for_too_long() {
    var limit = NOW.plus(POLICY.idle());

    assertThat(session.isAlive(limit.minus(TICK))).isTrue();
    assertThat(session.isAlive(limit)).isFalse();
  }

  @Test
  void a_session_in_use_is_dead_at_the_instant_of_its_absolute_limit() {
    var limit = NOW.plus(POLICY.absolute());
    var used = with(session.lifetime().usedAt(limit.minus(TICK), POLICY));

    assertThat(used.isAlive(limit.minus(TICK))).isTrue();
    assertThat(used.isAlive(limit)).isFalse();
  }

  @Test
  void being_used_moves_the_idle_limit_only() {
    var later = NOW.plus(Duration.ofDays(29));
    var used = session.lifetime().usedAt(later, POLICY);

    assertThat(used.lastUsedAt()).isEqualTo(later);
    assertThat(used.idleExpiresAt()).isEqualTo(later.plus(POLICY.idle()));
    assertThat(used.expiresAt()).isEqualTo(NOW.plus(POLICY.absolute()));
    assertThat(used.createdAt()).isEqualTo(NOW);
  }

  @Test
  void an_ended_session_is_dead() {
    assertThat(with(session.lifetime().ended(NOW)).isAlive(NOW)).isFalse();
  }

  @Test
  void a_successor_takes_the_place_of_the_token_before() {
    var next = session.chain().succeededBy(digest(1), new KeyId("2"), NOW);

    assertThat(next).isEqualTo(new RefreshChain(1, new KeyId("2"), digest(1), digest(0), NOW));
  }

  @Test
  void a_policy_gives_sessions_a_positive_time() {
    var day = Duration.ofDays(1);

    assertThat(new SessionPolicy(day, day, Duration.ZERO, 1).grace()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionPolicy(Duration.ZERO, day, Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionPolicy(day, Duration.ZERO, Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionPolicy(day, day, Duration.ofNanos(-1), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionPolicy(day.plus(TICK), day, Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionPolicy(day, day, Duration.ZERO, 0));
  }

  @Test
  void a_mailed_code_beside_a_password_is_still_level_1() {
    assertThat(
            AssuranceLevel.reachedBy(
                Set.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_CODE)))
        .isEqualTo(AssuranceLevel.AAL1);
    assertThatIllegalArgumentException().isThrownBy(() -> AssuranceLevel.reachedBy(Set.of()));
  }

  @Test
  void a_passkey_that_verified_its_user_is_level_2_and_no_half_of_it_is() {
    var key = AuthenticationMethod.POSSESSION;
    var verified = AuthenticationMethod.MULTIPLE_FACTORS;

    assertThat(AssuranceLevel.reachedBy(Set.of(key, verified))).isEqualTo(AssuranceLevel.AAL2);
    assertThat(AssuranceLevel.reachedBy(Set.of(key, verified, AuthenticationMethod.ONE_TIME_CODE)))
        .isEqualTo(AssuranceLevel.AAL2);
    assertThat(AssuranceLevel.reachedBy(Set.of(key, AuthenticationMethod.PASSWORD)))
        .isEqualTo(AssuranceLevel.AAL1);
    assertThat(AssuranceLevel.reachedBy(Set.of(verified))).isEqualTo(AssuranceLevel.AAL1);
  }

  @Test
  void references_lead_back_to_what_they_name() {
    assertThat(AuthenticationMethod.values())
        .allSatisfy(m -> assertThat(AuthenticationMethod.of(m.reference())).contains(m));
    assertThat(AssuranceLevel.values())
        .allSatisfy(level -> assertThat(AssuranceLevel.of(level.reference())).contains(level));
    assertThat(AuthenticationMethod.of("PASSWORD")).isEmpty();
    assertThat(AssuranceLevel.of("aal9")).isEmpty();
  }

  private Session with(Session.Lifetime lifetime) {
    return new Session(session.id(), session.user(), session.login(), session.chain(), lifetime);
  }

  private static SecretDigest digest(int first) {
    var bytes = new byte[32];
    bytes[0] = (byte) first;
    return new SecretDigest(bytes);
  }
}
