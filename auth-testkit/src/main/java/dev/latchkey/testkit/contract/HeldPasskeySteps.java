package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.passkey.Passkeys.Addition;
import dev.latchkey.domain.passkey.Passkeys.Removal;
import dev.latchkey.domain.passkey.Passkeys.Use;
import dev.latchkey.domain.user.User;
import dev.latchkey.testkit.fixture.APasskey;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.util.Optional;

/** What a test of the store of passkeys does, step by step. */
abstract class HeldPasskeySteps extends StorageContract {
  static final User ADA = AUser.named("Ada", "ada@example.com");
  static final User BOB = AUser.owning("bob@example.com");
  static final int MANY = 20;
  static final int ROUNDS = 10;

  final PasskeyId unknown() {
    return new PasskeyId(NamedIds.of("unknown"));
  }

  static Passkey withId(String name, Passkey like) {
    return new Passkey(
        new PasskeyId(NamedIds.of(name)),
        like.owner(),
        like.credential(),
        like.name(),
        like.addedAt(),
        like.usedAt());
  }

  final Passkey held(User owner, String label) {
    var passkey = APasskey.of(owner, label, now());
    assertThat(add(passkey)).isEqualTo(new Addition.Added(passkey));
    return passkey;
  }

  final Addition add(Passkey passkey) {
    return add(passkey, MANY);
  }

  final Addition add(Passkey passkey, int limit) {
    return add(passkey, new User.Epoch(0), limit);
  }

  final Addition add(Passkey passkey, User.Epoch seen, int limit) {
    return inUnit(() -> storage.passkeys().add(passkey, seen, limit));
  }

  final User withPassword(User user) {
    doInUnit(() -> storage.passwords().set(user.id(), Secrets.hash("a way in"), now()));
    return user;
  }

  final Removal remove(Passkey passkey) {
    return inUnit(() -> storage.passkeys().remove(passkey.owner(), passkey.id(), now()));
  }

  final Optional<HeldPasskey> find(String label) {
    return storage.passkeys().find(APasskey.id(label));
  }

  static Shown.Verified shown(long signCount) {
    return new Shown.Verified(signCount, false, true);
  }

  final Use use(Passkey passkey, long signCount) {
    return inUnit(() -> storage.passkeys().use(passkey, shown(signCount), now()));
  }
}
