package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordCredential;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link dev.latchkey.domain.credential.PasswordCredentials} promises. */
public abstract class PasswordCredentialsContract extends StorageContract {
  private static final User ADA = AUser.named("Ada", "ada@example.com");
  private static final PasswordHash OLD = Secrets.hash("old");
  private static final PasswordHash FRESH = Secrets.hash("fresh");
  private static final PasswordHash CHANGED = Secrets.hash("changed");

  @Test
  void a_password_is_found_by_the_address_of_its_owner_and_together_with_him() {
    setTo(OLD);

    assertThat(storage.passwords().findByEmail(ADA.email()))
        .contains(new PasswordCredential(ADA, OLD));
  }

  @Test
  void the_owner_is_read_as_he_is_now() {
    setTo(OLD);
    inUnit(() -> storage.users().disable(ADA.id()));

    var owner = storage.passwords().findByEmail(ADA.email()).orElseThrow().owner();

    assertThat(storage.users().find(ADA.id())).contains(owner);
    assertThat(owner.isActive()).isFalse();
  }

  @Test
  void nobody_and_users_without_a_password_have_none() {
    added(ADA);

    assertThat(storage.passwords().findByEmail(ADA.email())).isEmpty();
    assertThat(storage.passwords().findByEmail(EmailAddress.of("eve@example.com"))).isEmpty();
  }

  @Test
  void the_hashes_of_many_are_read_at_once_and_of_nobody_else() {
    setTo(OLD);
    var bob = added(AUser.owning("bob@example.com"));
    var eve = added(AUser.owning("eve@example.com"));
    doInUnit(() -> storage.passwords().set(bob.id(), CHANGED, now()));

    assertThat(storage.passwords().hashesOf(Set.of(ADA.id(), eve.id())))
        .isEqualTo(Map.of(ADA.id(), OLD));
    assertThat(storage.passwords().hashesOf(Set.of(ADA.id(), bob.id())))
        .isEqualTo(Map.of(ADA.id(), OLD, bob.id(), CHANGED));
    assertThat(storage.passwords().hashesOf(Set.of())).isEmpty();
  }

  @Test
  void a_frozen_password_is_still_found_and_no_longer_exported() {
    setTo(OLD);

    assertThat(freeze()).isTrue();
    assertThat(freeze()).isTrue();

    assertThat(storage.passwords().findByEmail(ADA.email()))
        .contains(new PasswordCredential(ADA, OLD, true));
    assertThat(storage.passwords().hashesOf(Set.of(ADA.id()))).isEmpty();
  }

  @Test
  void another_password_is_not_frozen_and_neither_is_the_same_set_anew() {
    setTo(OLD);
    for (var next : List.of(CHANGED, OLD)) {
      freeze();

      doInUnit(() -> storage.passwords().set(ADA.id(), next, now()));

      assertThat(storage.passwords().findByEmail(ADA.email()))
          .contains(new PasswordCredential(ADA, next, false));
    }
  }

  @Test
  void a_rehash_melts_nothing() {
    setTo(OLD);
    freeze();

    assertThat(rehash()).isTrue();

    assertThat(storage.passwords().findByEmail(ADA.email()))
        .contains(new PasswordCredential(ADA, FRESH, true));
  }

  @Test
  void freezing_one_password_leaves_others_as_they_are() {
    setTo(OLD);
    var bob = added(AUser.owning("bob@example.com"));
    doInUnit(() -> storage.passwords().set(bob.id(), CHANGED, now()));

    freeze();

    assertThat(storage.passwords().findByEmail(bob.email()))
        .contains(new PasswordCredential(bob, CHANGED, false));
  }

  @Test
  void who_has_no_password_has_none_to_freeze() {
    added(ADA);

    assertThat(freeze()).isFalse();
  }

  @Test
  void of_a_password_that_is_frozen_for_being_newer_no_older_one_is() {
    setTo(OLD);
    var set = now();

    assertThat(freezeSetAfter(set)).isFalse();
    assertThat(storage.passwords().findByEmail(ADA.email()))
        .contains(new PasswordCredential(ADA, OLD, false));
    assertThat(freezeSetAfter(set.minus(1, ChronoUnit.MICROS))).isTrue();
    assertThat(storage.passwords().findByEmail(ADA.email()))
        .contains(new PasswordCredential(ADA, OLD, true));
  }

  @Test
  void a_rehash_makes_no_password_newer() {
    setTo(OLD);
    var set = now();
    time.advance(Duration.ofDays(1));
    assertThat(rehash()).isTrue();

    assertThat(freezeSetAfter(set)).isFalse();
    assertThat(freezeSetAfter(set.minus(1, ChronoUnit.MICROS))).isTrue();
  }

  private boolean freezeSetAfter(Instant instant) {
    return inUnit(() -> storage.passwords().freezeSetAfter(ADA.id(), instant, now()));
  }

  private boolean freeze() {
    return inUnit(() -> storage.passwords().freeze(ADA.id(), now()));
  }

  @Test
  void a_new_password_takes_the_place_of_the_one_before() {
    setTo(OLD);

    doInUnit(() -> storage.passwords().set(ADA.id(), CHANGED, now()));

    assertThat(hashOfAda()).isEqualTo(CHANGED);
  }

  @Test
  void a_password_belongs_to_one_user_only() {
    setTo(OLD);
    var bob = added(AUser.owning("bob@example.com"));
    doInUnit(() -> storage.passwords().set(bob.id(), CHANGED, now()));

    assertThat(hashOfAda()).isEqualTo(OLD);
    assertThat(storage.passwords().findByEmail(bob.email()))
        .contains(new PasswordCredential(bob, CHANGED));
  }

  @Test
  void a_fresh_hash_replaces_the_old_one() {
    setTo(OLD);

    assertThat(rehash()).isTrue();
    assertThat(hashOfAda()).isEqualTo(FRESH);
  }

  @Test
  void a_password_that_was_changed_meanwhile_is_not_rehashed() {
    setTo(OLD);
    doInUnit(() -> storage.passwords().set(ADA.id(), CHANGED, now()));

    assertThat(rehash()).isFalse();
    assertThat(hashOfAda()).isEqualTo(CHANGED);
  }

  @Test
  void there_is_nothing_to_rehash_for_whoever_has_no_password() {
    added(ADA);
    var unknown = new UserId(NamedIds.of("nobody"));

    assertThat(rehash()).isFalse();
    assertThat(inUnit(() -> storage.passwords().rehash(unknown, OLD, FRESH))).isFalse();
    assertThat(storage.passwords().findByEmail(ADA.email())).isEmpty();
  }

  @Test
  void of_many_who_rehash_at_the_same_moment_one_does() {
    setTo(OLD);

    assertThat(Race.of(Race.MANY, this::rehash)).containsOnlyOnce(true);
    assertThat(hashOfAda()).isEqualTo(FRESH);
  }

  @Test
  void a_change_that_races_with_rehashing_always_stays() {
    added(ADA);
    for (var round = 0; round < 25; round++) {
      doInUnit(() -> storage.passwords().set(ADA.id(), OLD, now()));
      Callable<Boolean> change = () -> inUnit(() -> set(CHANGED));

      Race.between(List.of(change, this::rehash));

      assertThat(hashOfAda()).isEqualTo(CHANGED);
    }
  }

  private boolean set(PasswordHash hash) {
    storage.passwords().set(ADA.id(), hash, now());
    return true;
  }

  private void setTo(PasswordHash hash) {
    added(ADA);
    doInUnit(() -> storage.passwords().set(ADA.id(), hash, now()));
  }

  private boolean rehash() {
    return inUnit(() -> storage.passwords().rehash(ADA.id(), OLD, FRESH));
  }

  private PasswordHash hashOfAda() {
    return storage.passwords().findByEmail(ADA.email()).orElseThrow().hash();
  }
}
