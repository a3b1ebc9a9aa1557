package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.AddressChanges.Confirmation;
import dev.latchkey.domain.address.AddressChanges.NewCode;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The steps that contracts about changes of addresses take. */
abstract class AddressSteps extends StorageContract {
  static final AddressPolicy POLICY = AddressPolicy.standard();
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final Duration CODE_LIFETIME = POLICY.codes().lifetime();
  static final int ANSWERS = POLICY.codes().wrongAnswers();
  static final User ADA = AUser.named("Ada", "ada@example.com");
  static final User BOB = AUser.named("Bob", "bob@example.com");

  final AddressChanges changes() {
    return storage.addressChanges();
  }

  final User current(User user) {
    return storage.users().find(user.id()).orElseThrow();
  }

  final String emailOf(User user) {
    return current(user).email().value();
  }

  final AddressChange wish(User user, String wanted, String name) {
    return POLICY.wish(id(name), user, EmailAddress.of(wanted), now());
  }

  final boolean request(AddressChange wish, User seen) {
    return inUnit(() -> changes().request(wish, seen.epoch()));
  }

  final AddressChange wished(User user, String wanted, String name) {
    var wish = wish(user, wanted, name);
    assertThat(request(wish, user)).isTrue();
    return wish;
  }

  /** A wish whose code was sent. */
  final AddressChange coded(User user, String wanted, String code) {
    var wish = wished(user, wanted, "wish of " + code);
    assertThat(mint(wish, code)).isTrue();
    return wish;
  }

  final boolean mint(AddressChange wish, String code) {
    var minted = new NewCode(Secrets.codeDigest(code), now().plus(CODE_LIFETIME), ANSWERS);
    return inUnit(() -> changes().mint(wish.id(), minted, now()));
  }

  final Confirmation confirm(AddressChange wish, String code) {
    return inUnit(() -> changes().confirm(wish.id(), digests(code), until(), now()));
  }

  /** All the way to the address. */
  final AddressChange moved(User user, String wanted, String name) {
    var wish = coded(current(user), wanted, name);
    assertThat(isChanged(confirm(wish, name))).isTrue();
    return wish;
  }

  final boolean mintUndo(AddressChange change, String token) {
    return inUnit(() -> changes().mintUndo(change.id(), Secrets.codeDigest(token), now()));
  }

  final Optional<LeftAddress> undo(String token) {
    return inUnit(() -> changes().undo(digests(token), now()));
  }

  final boolean isFree(User user, String address) {
    return changes().isFreeFor(user.id(), EmailAddress.of(address));
  }

  final Instant until() {
    return POLICY.reservedUntil(now());
  }

  final LeftAddress left(AddressChange change, String former) {
    return new LeftAddress(
        change.id(), change.user(), EmailAddress.of(former), change.wanted(), now(), until());
  }

  static boolean isChanged(Confirmation confirmation) {
    return confirmation instanceof Confirmation.Changed;
  }

  static List<CodeDigest> digests(String secret) {
    return List.of(Secrets.codeDigest(secret));
  }

  static AddressChangeId id(String name) {
    return new AddressChangeId(NamedIds.of("address change " + name));
  }
}
