package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys.Addition;
import dev.latchkey.domain.passkey.Passkeys.Removal;
import dev.latchkey.domain.passkey.Passkeys.Use;
import dev.latchkey.domain.session.Sessions.Opening;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.ASession;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.passkey.Passkeys} promises. */
public abstract class PasskeysContract extends StorageContract {
  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final User BOB = AUser.owning("bob@example.com");
  private static final int MANY = 20;
  private static final int ROUNDS = 10;

  @Test
  void a_passkey_is_found_by_its_credential_with_its_owner() {
    var passkey = held(added(ADA), "laptop");

    assertThat(find("laptop")).contains(new HeldPasskey(passkey, ADA));
    assertThat(find("phone")).isEmpty();
  }

  @Test
  void the_longest_credential_id_is_kept_as_it_is() {
    added(ADA);
    var bytes = new byte[CredentialId.LONGEST];
    Arrays.fill(bytes, (byte) 0x80);
    var plain = APasskey.credential("laptop", 0);
    var passkey =
        new Passkey(
            new PasskeyId(NamedIds.of("long")),
            ADA.id(),
            new PasskeyCredential(
                new CredentialId(bytes),
                plain.key(),
                plain.aaguid(),
                4_294_967_295L,
                false,
                false,
                Set.of()),
            new DisplayName("long"),
            now(),
            null);

    assertThat(add(passkey)).isEqualTo(new Addition.Added(passkey));

    assertThat(storage.passkeys().find(new CredentialId(bytes)))
        .contains(new HeldPasskey(passkey, ADA));
  }

  @Test
  void passkeys_are_listed_the_oldest_first() {
    added(ADA);
    var first = held(ADA, "zebra");
    time.advance(Duration.ofSeconds(1));
    var second = held(ADA, "ant");
    held(added(BOB), "phone");

    assertThat(storage.passkeys().list(ADA.id())).containsExactly(first, second);
  }

  @Test
  void a_credential_is_added_once_whoever_comes_with_it() {
    held(added(ADA), "laptop");
    added(BOB);

    assertThat(add(withId("another", APasskey.of(ADA, "laptop", now()))))
        .isEqualTo(new Addition.Taken());
    assertThat(add(withId("bob's", APasskey.of(BOB, "laptop", now()))))
        .isEqualTo(new Addition.Taken());

    assertThat(find("laptop").orElseThrow().owner()).isEqualTo(ADA);
    assertThat(add(APasskey.of(BOB, "phone", now()))).isInstanceOf(Addition.Added.class);
  }

  @Test
  void a_credential_that_was_removed_is_nobody_elses() {
    withPassword(added(ADA));
    var passkey = held(ADA, "laptop");
    remove(passkey);
    added(BOB);

    assertThat(add(withId("bob's", APasskey.of(BOB, "laptop", now()))))
        .isEqualTo(new Addition.Taken());
  }

  @Test
  void of_many_who_add_the_same_credential_at_the_same_moment_one_does() {
    added(ADA);
    added(BOB);
    for (var round = 0; round < ROUNDS; round++) {
      var callers = new ArrayList<Callable<Addition>>();
      for (var n = 0; n < Race.MANY; n++) {
        var owner = n % 2 == 0 ? ADA : BOB;
        var passkey = withId(round + " " + n, APasskey.of(owner, "laptop " + round, now()));
        callers.add(() -> add(passkey));
      }

      var answers = Race.between(callers);

      assertThat(answers).filteredOn(Addition.Added.class::isInstance).hasSize(1);
      assertThat(answers).filteredOn(Addition.Taken.class::isInstance).hasSize(Race.MANY - 1);
    }
  }

  @Test
  void nobody_has_more_than_the_limit() {
    added(ADA);
    added(BOB);

    assertThat(add(APasskey.of(ADA, "one", now()), 2)).isInstanceOf(Addition.Added.class);
    assertThat(add(APasskey.of(ADA, "two", now()), 2)).isInstanceOf(Addition.Added.class);
    assertThat(add(APasskey.of(ADA, "three", now()), 2)).isEqualTo(new Addition.Full());
    assertThat(add(APasskey.of(BOB, "three", now()), 2)).isInstanceOf(Addition.Added.class);
  }

  @Test
  void removing_one_makes_room_for_another() {
    added(ADA);
    var one = held(ADA, "one");
    held(ADA, "two");
    remove(one);

    var ada = storage.users().find(ADA.id()).orElseThrow();
    assertThat(add(APasskey.of(ada, "three", now()), ada.epoch(), 2))
        .isInstanceOf(Addition.Added.class);
  }

  @Test
  void however_many_are_added_at_once_nobody_has_more_than_the_limit() {
    added(ADA);
    var callers = new ArrayList<Callable<Addition>>();
    for (var n = 0; n < Race.MANY; n++) {
      var passkey = APasskey.of(ADA, "passkey " + n, now());
      callers.add(() -> add(passkey, 5));
    }

    var answers = Race.between(callers);

    assertThat(answers).filteredOn(Addition.Added.class::isInstance).hasSize(5);
    assertThat(answers).filteredOn(Addition.Full.class::isInstance).hasSize(Race.MANY - 5);
    assertThat(storage.passkeys().list(ADA.id())).hasSize(5);
  }

  @Test
  void nothing_is_added_for_a_user_who_changed_since_he_was_seen() {
    added(ADA);
    added(BOB);
    inUnit(() -> storage.users().raiseEpoch(ADA.id()));
    inUnit(() -> storage.users().disable(BOB.id()));

    assertThat(add(APasskey.of(ADA, "laptop", now()))).isEqualTo(new Addition.Stale());
    assertThat(add(APasskey.of(BOB, "phone", now()), new User.Epoch(1), MANY))
        .isEqualTo(new Addition.Stale());
    assertThat(add(APasskey.of(AUser.owning("nobody@example.com"), "key", now())))
        .isEqualTo(new Addition.Stale());
    assertThat(find("laptop")).isEmpty();
    assertThat(add(APasskey.of(ADA, "laptop", now()), new User.Epoch(1), MANY))
        .isInstanceOf(Addition.Added.class);
  }

  @Test
  void what_was_added_in_a_unit_that_failed_is_not_there() {
    added(ADA);
    var passkey = APasskey.of(ADA, "laptop", now());

    undone(() -> storage.passkeys().add(passkey, ADA.epoch(), MANY));

    assertThat(find("laptop")).isEmpty();
    assertThat(add(passkey)).isInstanceOf(Addition.Added.class);
  }

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

  @Test
  void a_passkey_is_as_known_on_every_node() {
    var passkey = held(added(ADA), "laptop");

    assertThat(anotherNode().passkeys().find(APasskey.id("laptop")))
        .contains(new HeldPasskey(passkey, ADA));
  }

  private PasskeyId unknown() {
    return new PasskeyId(NamedIds.of("unknown"));
  }

  private static Passkey withId(String name, Passkey like) {
    return new Passkey(
        new PasskeyId(NamedIds.of(name)),
        like.owner(),
        like.credential(),
        like.name(),
        like.addedAt(),
        like.usedAt());
  }

  private Passkey held(User owner, String label) {
    var passkey = APasskey.of(owner, label, now());
    assertThat(add(passkey)).isEqualTo(new Addition.Added(passkey));
    return passkey;
  }

  private Addition add(Passkey passkey) {
    return add(passkey, MANY);
  }

  private Addition add(Passkey passkey, int limit) {
    return add(passkey, new User.Epoch(0), limit);
  }

  private Addition add(Passkey passkey, User.Epoch seen, int limit) {
    return inUnit(() -> storage.passkeys().add(passkey, seen, limit));
  }

  private User withPassword(User user) {
    doInUnit(() -> storage.passwords().set(user.id(), Secrets.hash("a way in"), now()));
    return user;
  }

  private Removal remove(Passkey passkey) {
    return inUnit(() -> storage.passkeys().remove(passkey.owner(), passkey.id(), now()));
  }

  private Optional<HeldPasskey> find(String label) {
    return storage.passkeys().find(APasskey.id(label));
  }

  private static Shown.Verified shown(long signCount) {
    return new Shown.Verified(signCount, false, true);
  }

  private Use use(Passkey passkey, long signCount) {
    return inUnit(() -> storage.passkeys().use(passkey, shown(signCount), now()));
  }
}
