package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of the contract about who may come in: disabling, enabling and the epoch. */
abstract class UserStandingContract extends StorageContract {
  static final User ADA = AUser.named("Ada", "ada@example.com");
  static final UserId UNKNOWN = new UserId(NamedIds.of("nobody"));

  @Test
  void disabling_lets_nobody_in_any_more_and_raises_the_epoch() {
    added(ADA);

    assertThat(inUnit(() -> storage.users().disable(ADA.id()))).isTrue();

    var disabled = storage.users().find(ADA.id()).orElseThrow();
    assertThat(disabled.isActive()).isFalse();
    assertThat(disabled.epoch()).isNotEqualTo(ADA.epoch());
  }

  @Test
  void disabling_a_disabled_or_unknown_user_answers_false() {
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));

    assertThat(inUnit(() -> storage.users().disable(ADA.id()))).isFalse();
    assertThat(inUnit(() -> storage.users().disable(UNKNOWN))).isFalse();
  }

  @Test
  void of_many_who_disable_at_the_same_moment_one_did() {
    added(ADA);

    var answers = Race.of(Race.MANY, () -> inUnit(() -> storage.users().disable(ADA.id())));

    assertThat(answers).containsOnlyOnce(true);
  }

  @Test
  void enabling_lets_the_user_in_again() {
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));

    assertThat(inUnit(() -> storage.users().enable(ADA.id()))).isTrue();
    assertThat(storage.users().find(ADA.id()).map(User::isActive)).contains(true);
  }

  @Test
  void enabling_does_not_bring_the_old_epoch_back() {
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));
    inUnit(() -> storage.users().enable(ADA.id()));

    assertThat(storage.users().find(ADA.id()).map(User::epoch))
        .isNotEqualTo(Optional.of(ADA.epoch()));
  }

  @Test
  void enabling_an_active_or_unknown_user_answers_false() {
    added(ADA);

    assertThat(inUnit(() -> storage.users().enable(ADA.id()))).isFalse();
    assertThat(inUnit(() -> storage.users().enable(UNKNOWN))).isFalse();
  }

  @Test
  void of_many_who_enable_at_the_same_moment_one_did() {
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));

    var answers = Race.of(Race.MANY, () -> inUnit(() -> storage.users().enable(ADA.id())));

    assertThat(answers).containsOnlyOnce(true);
  }

  @Test
  void raising_the_epoch_changes_it_and_nothing_else() {
    added(ADA);

    assertThat(inUnit(() -> storage.users().raiseEpoch(ADA.id()))).isTrue();

    var raised = storage.users().find(ADA.id()).orElseThrow();
    assertThat(raised.epoch().value()).isEqualTo(ADA.epoch().value() + 1);
    assertThat(raised).usingRecursiveComparison().ignoringFields("epoch").isEqualTo(ADA);
  }

  @Test
  void no_raising_of_the_epoch_is_lost_among_many() {
    added(ADA);

    Race.of(Race.MANY, () -> inUnit(() -> storage.users().raiseEpoch(ADA.id())));

    assertThat(storage.users().find(ADA.id()).map(User::epoch))
        .contains(new User.Epoch(ADA.epoch().value() + Race.MANY));
  }

  @Test
  void an_unknown_user_has_no_epoch_to_raise() {
    assertThat(inUnit(() -> storage.users().raiseEpoch(UNKNOWN))).isFalse();
  }

  @Test
  void the_epoch_is_raised_from_the_one_that_was_seen_and_from_no_other() {
    added(ADA);

    var raised = inUnit(() -> storage.users().raiseEpoch(ADA.id(), ADA.epoch()));

    assertThat(raised).isEqualTo(storage.users().find(ADA.id()).map(User::epoch));
    assertThat(raised).isNotEqualTo(Optional.of(ADA.epoch()));
    assertThat(inUnit(() -> storage.users().raiseEpoch(ADA.id(), ADA.epoch()))).isEmpty();
    assertThat(inUnit(() -> storage.users().raiseEpoch(UNKNOWN, ADA.epoch()))).isEmpty();
  }

  @Test
  void a_disabled_user_raises_no_epoch_by_what_he_does() {
    added(ADA);
    inUnit(() -> storage.users().disable(ADA.id()));
    var seen = storage.users().find(ADA.id()).orElseThrow().epoch();

    assertThat(inUnit(() -> storage.users().raiseEpoch(ADA.id(), seen))).isEmpty();
  }

  @Test
  void of_many_who_saw_the_same_epoch_one_raises_it() {
    added(ADA);

    var answers =
        Race.of(Race.MANY, () -> inUnit(() -> storage.users().raiseEpoch(ADA.id(), ADA.epoch())));

    assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
  }
}
