package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.Passkeys.Removal;
import dev.latchkey.domain.passkey.Passkeys.Use;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link dev.latchkey.domain.passkey.Passkeys} promises: here about using, renaming and
 * removing; what is inherited is about adding and finding.
 */
public abstract class PasskeysContract extends PasskeyAdditionContract {
  @Test
  void adding_and_removing_outside_of_a_unit_is_a_bug() {
    var passkey = held(added(ADA), "laptop");
    var other = APasskey.of(ADA, "phone", now());

    assertThatThrownBy(() -> storage.passkeys().add(other, ADA.epoch(), MANY))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> storage.passkeys().remove(ADA.id(), passkey.id(), now()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_passkey_has_the_name_that_it_was_given_last() {
    var passkey = held(added(ADA), "laptop");
    added(BOB);
    var name = new DisplayName("the old one");

    var renamed = storage.passkeys().rename(ADA.id(), passkey.id(), name).orElseThrow();

    assertThat(renamed.name()).isEqualTo(name);
    assertThat(renamed.id()).isEqualTo(passkey.id());
    assertThat(storage.passkeys().list(ADA.id())).containsExactly(renamed);
    assertThat(storage.passkeys().rename(BOB.id(), passkey.id(), name)).isEmpty();
    assertThat(storage.passkeys().rename(ADA.id(), unknown(), name)).isEmpty();
  }

  @Test
  void a_removed_passkey_is_gone_and_the_epoch_is_another() {
    withPassword(added(ADA));
    var passkey = held(ADA, "laptop");

    assertThat(remove(passkey)).isEqualTo(new Removal.Removed());

    assertThat(find("laptop")).isEmpty();
    assertThat(storage.passkeys().list(ADA.id())).isEmpty();
    assertThat(storage.passkeys().rename(ADA.id(), passkey.id(), new DisplayName("x"))).isEmpty();
    assertThat(use(passkey, 0)).isEqualTo(new Use.Gone());
    assertThat(remove(passkey)).isEqualTo(new Removal.Unknown());
    assertThat(storage.users().find(ADA.id()).orElseThrow().epoch()).isEqualTo(new User.Epoch(1));
  }

  @Test
  void nobody_removes_the_passkey_of_another() {
    withPassword(added(ADA));
    var passkey = held(ADA, "laptop");
    withPassword(added(BOB));

    assertThat(inUnit(() -> storage.passkeys().remove(BOB.id(), passkey.id(), now())))
        .isEqualTo(new Removal.Unknown());
    assertThat(inUnit(() -> storage.passkeys().remove(ADA.id(), unknown(), now())))
        .isEqualTo(new Removal.Unknown());

    assertThat(find("laptop")).isPresent();
    assertThat(storage.users().find(BOB.id())).contains(BOB);
  }

  @Test
  void the_last_way_in_is_not_removed() {
    added(ADA);
    var passkey = held(ADA, "laptop");

    assertThat(remove(passkey)).isEqualTo(new Removal.LastWayIn());
    assertThat(find("laptop")).contains(new HeldPasskey(passkey, ADA));

    // The honest twin: with another one it goes.
    var other = held(ADA, "phone");
    assertThat(remove(passkey)).isEqualTo(new Removal.Removed());
    assertThat(remove(other)).isEqualTo(new Removal.LastWayIn());
  }

  @Test
  void those_that_were_added_since_are_removed_the_last_way_in_too() {
    added(ADA);
    added(BOB);
    var before = held(ADA, "laptop");
    time.advance(Duration.ofMinutes(1));
    var since = now();
    held(ADA, "phone");
    held(ADA, "tablet");
    held(BOB, "watch");

    var removed = inUnit(() -> storage.passkeys().removeAddedSince(ADA.id(), since, now()));

    assertThat(removed).isEqualTo(2);
    assertThat(storage.passkeys().list(ADA.id())).containsExactly(before);
    assertThat(storage.passkeys().list(BOB.id())).hasSize(1);
    assertThat(find("phone")).isEmpty();
    assertThat(inUnit(() -> storage.passkeys().removeAddedSince(BOB.id(), since, now())))
        .isEqualTo(1);
    assertThat(storage.passkeys().list(BOB.id())).isEmpty();
  }

  @Test
  void however_many_are_removed_at_once_a_way_in_remains() {
    for (var round = 0; round < ROUNDS; round++) {
      var user = added(AUser.owning("ada" + round + "@example.com"));
      var callers = new ArrayList<Callable<Removal>>();
      for (var n = 0; n < 4; n++) {
        var passkey = held(user, "passkey " + round + " " + n);
        callers.add(() -> remove(passkey));
      }

      var answers = Race.between(callers);

      assertThat(answers).filteredOn(Removal.Removed.class::isInstance).hasSize(3);
      assertThat(answers).containsOnlyOnce(new Removal.LastWayIn());
      assertThat(storage.passkeys().list(user.id())).hasSize(1);
    }
  }

  @Test
  void no_sign_in_that_was_under_way_outlives_a_removal() {
    for (var round = 0; round < ROUNDS; round++) {
      var user = withPassword(added(AUser.owning("ada" + round + "@example.com")));
      var passkey = held(user, "laptop " + round);
      var session = ASession.of(user, NamedIds.of("session " + round), now());
      Callable<Object> removal = () -> remove(passkey);
      Callable<Object> signIn =
          () ->
              inUnit(
                  () ->
                      storage.passkeys().use(passkey, shown(0), now()) instanceof Use.Noted
                          ? storage.sessions().open(session, user.epoch())
                          : new Opening.Stale());

      var answers = Race.between(List.of(removal, signIn));

      assertThat(answers.get(0)).isEqualTo(new Removal.Removed());
      var late = ASession.of(user, NamedIds.of("late " + round), now());
      assertThat(inUnit(() -> storage.sessions().open(late, user.epoch())))
          .isEqualTo(new Opening.Stale());
    }
  }

  @Test
  void a_showing_is_noted_with_its_count_and_whether_it_is_copied() {
    var passkey = held(added(ADA), "laptop");
    time.advance(Duration.ofMinutes(1));

    assertThat(
            inUnit(() -> storage.passkeys().use(passkey, new Shown.Verified(3, true, true), now())))
        .isEqualTo(new Use.Noted());

    var noted = find("laptop").orElseThrow().passkey();
    assertThat(noted.usedAt()).isEqualTo(now());
    assertThat(noted.credential().signCount()).isEqualTo(3);
    assertThat(noted.credential().backedUp()).isTrue();
    assertThat(noted.name()).isEqualTo(passkey.name());
  }

  @Test
  void whoever_does_not_count_may_show_it_as_often_as_he_likes() {
    var passkey = held(added(ADA), "laptop");

    assertThat(use(passkey, 0)).isEqualTo(new Use.Noted());
    assertThat(use(passkey, 0)).isEqualTo(new Use.Noted());
  }

  @Test
  void a_count_that_does_not_go_on_changes_nothing() {
    var passkey = APasskey.of(added(ADA), "laptop", 7, now());
    add(passkey);
    time.advance(Duration.ofMinutes(1));

    for (var told : List.of(7L, 6L, 0L)) {
      assertThat(use(passkey, told)).isEqualTo(new Use.WentBack(7));
    }
    assertThat(find("laptop").orElseThrow().passkey()).isEqualTo(passkey);

    assertThat(use(passkey, 8)).isEqualTo(new Use.Noted());
    assertThat(use(passkey, 8)).isEqualTo(new Use.WentBack(8));
  }

  @Test
  void of_many_who_show_the_same_count_at_the_same_moment_one_is_noted() {
    var passkey = held(added(ADA), "laptop");

    var answers = Race.of(Race.MANY, () -> use(passkey, 1));

    assertThat(answers).containsOnlyOnce(new Use.Noted());
    assertThat(answers).filteredOn(new Use.WentBack(1)::equals).hasSize(Race.MANY - 1);
  }
}
