package dev.latchkey.bootstrap.survival;

import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * WRONG on purpose: whoever finds a token believes that it is his, whatever becomes of spending it.
 * It takes its time between the two, so that others find it too.
 */
record FindThenMarkResets(PasswordResets real) implements PasswordResets {
  private static final long PAUSE = 300_000_000L;

  @Override
  public Optional<UserId> spend(List<CodeDigest> candidates, Instant now) {
    var found = real.owner(candidates, now);
    found.ifPresent(user -> LockSupport.parkNanos(PAUSE));
    var marked = real.spend(candidates, now);
    return found.or(() -> marked);
  }

  @Override
  public void request(PasswordResetRequest request) {
    real.request(request);
  }

  @Override
  public Optional<PasswordResetRequest> find(PasswordResetId id) {
    return real.find(id);
  }

  @Override
  public boolean mint(PasswordResetId id, User user, NewToken token, Instant now) {
    return real.mint(id, user, token, now);
  }

  @Override
  public Optional<UserId> owner(List<CodeDigest> candidates, Instant now) {
    return real.owner(candidates, now);
  }

  @Override
  public int purge(Instant overBefore) {
    return real.purge(overBefore);
  }
}
