package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.passkey.CredentialId;
import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys.Addition;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The part of the contract about passkeys that are added and found. */
abstract class PasskeyAdditionContract extends HeldPasskeySteps {
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
  void a_passkey_is_as_known_on_every_node() {
    var passkey = held(added(ADA), "laptop");

    assertThat(anotherNode().passkeys().find(APasskey.id("laptop")))
        .contains(new HeldPasskey(passkey, ADA));
  }
}
