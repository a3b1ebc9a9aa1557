package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.credential.PasswordResets.NewToken;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.testkit.fixture.AUser;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What a test of requests for new passwords does, step by step. */
abstract class PasswordResetSteps extends StorageContract {
  static final PasswordResetPolicy POLICY = PasswordResetPolicy.standard();
  static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
  static final User ADA = AUser.owning("ada@example.com");
  static final User BOB = AUser.owning("bob@example.com");

  final PasswordResetRequest requested(User user, String name) {
    var request = POLICY.request(id(name), user.email(), now());
    doInUnit(() -> storage.passwordResets().request(request));
    return request;
  }

  final PasswordResetRequest offered(User user, String token) {
    added(user);
    var request = requested(user, "request of " + token);
    assertThat(mint(request.id(), user, token)).isTrue();
    return request;
  }

  final boolean mint(PasswordResetId id, User user, String token) {
    var minted = new NewToken(digest(token), now().plus(POLICY.tokenLifetime()));
    return inUnit(() -> storage.passwordResets().mint(id, user, minted, now()));
  }

  final boolean isGood(String token) {
    var owner = storage.passwordResets().owner(List.of(digest(token)), now());
    assertThat(owner.filter(user -> !user.equals(ADA.id()))).isEmpty();
    return owner.isPresent();
  }

  final Optional<UserId> spend(String token) {
    return inUnit(() -> storage.passwordResets().spend(List.of(digest(token)), now()));
  }

  static CodeDigest digest(String token) {
    return Secrets.codeDigest(token);
  }

  static PasswordResetId id(String name) {
    return new PasswordResetId(NamedIds.of("reset " + name));
  }
}
