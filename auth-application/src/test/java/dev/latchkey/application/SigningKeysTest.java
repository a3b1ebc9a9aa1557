package dev.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.upkeep.RotateSigningKeys;
import dev.latchkey.application.upkeep.RotateSigningKeys.Outcome;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyPolicy;
import dev.latchkey.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private final House house = new House();
  private final RotateSigningKeys rotation = house.auth.rotateSigningKeys();
  private final SigningKeyPolicy policy = AuthPolicies.standard().signingKeys();

  @Test
  void a_key_is_announced_before_it_signs_and_published_after_it_signed() {
    haveAnActiveKey();
    house.time.advance(policy.lifetime().minus(policy.announcedFor()));
    rotation.run();
    assertThat(states()).containsExactly(State.ANNOUNCED, State.ACTIVE);

    house.time.advance(policy.announcedFor().minusMillis(1));
    rotation.run();
    assertThat(states()).containsExactly(State.ANNOUNCED, State.ACTIVE);

    house.time.advance(Duration.ofMillis(1));
    rotation.run();
    assertThat(states()).containsExactly(State.ACTIVE, State.RETIRED);

    house.time.advance(policy.retiredFor().plusMillis(1));
    rotation.run();
    assertThat(states()).containsExactly(State.ACTIVE);
  }

  @Test
  void a_young_key_is_left_alone() {
    haveAnActiveKey();
    var before = rotation.list();
    house.time.advance(policy.lifetime().minus(policy.announcedFor()).minusMillis(1));
    rotation.run();

    assertThat(rotation.list()).isEqualTo(before);
  }

  @Test
  void an_operator_announces_the_next_key_early_and_once() {
    haveAnActiveKey();

    assertThat(rotation.rotate()).isTrue();
    assertThat(rotation.rotate()).isFalse();
    house.time.advance(policy.announcedFor());
    rotation.run();
    assertThat(states()).containsExactly(State.ACTIVE, State.RETIRED);
  }

  @Test
  void revoking_the_active_key_puts_another_in_its_place() {
    var revoked = haveAnActiveKey();

    assertThat(rotation.revoke(revoked.id())).isEqualTo(new Outcome.Revoked());
    assertThat(rotation.revoke(revoked.id())).isEqualTo(new Outcome.Unchanged());
    assertThat(states()).containsExactlyInAnyOrder(State.ACTIVE, State.REVOKED);
  }

  @Test
  void revoking_the_active_key_lets_the_announced_one_take_over() {
    var revoked = haveAnActiveKey();
    rotation.rotate();
    var next = rotation.list().getFirst();

    rotation.revoke(revoked.id());
    assertThat(rotation.list())
        .filteredOn(key -> key.state() == State.ACTIVE)
        .extracting(SigningKey::id)
        .containsExactly(next.id());
  }

  @Test
  void sixteen_nodes_that_rotate_at_once_make_one_next_key() throws Exception {
    haveAnActiveKey();
    house.time.advance(policy.lifetime());
    Race.of(
        16,
        () -> {
          rotation.run();
          return true;
        });

    assertThat(states()).containsExactly(State.ANNOUNCED, State.ACTIVE);
  }

  private SigningKey haveAnActiveKey() {
    rotation.run();
    house.time.advance(policy.announcedFor());
    rotation.run();
    return rotation.list().getFirst();
  }

  private List<State> states() {
    return rotation.list().stream().map(SigningKey::state).toList();
  }
}
