package dev.latchkey.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordHasher.Match;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PasswordCredentialTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");
  private static final User ADA =
      User.born(new UserId(new UUID(1, 1)), EmailAddress.of("ada@example.com"), null, null, NOW);
  private static final PasswordHash HASH = new PasswordHash("$test$");

  private final PasswordCredential credential = new PasswordCredential(ADA, HASH);

  @Test
  void a_right_password_proves_who_it_is_in_the_epoch_it_was_seen_in() {
    var proof =
        new Authentication(ADA.id(), ADA.epoch(), Set.of(AuthenticationMethod.PASSWORD), NOW);

    assertThat(credential.confirm(new Match.Matched(), NOW)).contains(proof);
    assertThat(credential.confirm(new Match.MatchedButStale(), NOW)).contains(proof);
  }

  @Test
  void a_wrong_password_proves_nothing() {
    assertThat(credential.confirm(new Match.Mismatched(), NOW)).isEmpty();
  }

  @Test
  void a_right_password_of_a_disabled_user_proves_nothing() {
    var disabled =
        new User(
            ADA.id(),
            ADA.email(),
            null,
            null,
            User.Status.DISABLED,
            ADA.epoch(),
            ADA.roles(),
            ADA.createdAt());

    assertThat(new PasswordCredential(disabled, HASH).confirm(new Match.Matched(), NOW)).isEmpty();
  }
}
