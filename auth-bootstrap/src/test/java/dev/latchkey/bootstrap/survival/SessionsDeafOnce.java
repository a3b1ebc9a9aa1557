package dev.latchkey.bootstrap.survival;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.Page;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** WRONG on purpose: the first end of a session is acknowledged, and nothing is done. */
final class SessionsDeafOnce implements Sessions {
  private final Sessions real;
  private final AtomicBoolean wasDeaf = new AtomicBoolean();

  SessionsDeafOnce(Sessions real) {
    this.real = real;
  }

  @Override
  public boolean end(SessionId id, UserId owner, Instant now) {
    return wasDeaf.compareAndSet(false, true) || real.end(id, owner, now);
  }

  @Override
  public Opening open(Session session, User.Epoch seen) {
    return real.open(session, seen);
  }

  @Override
  public Optional<Standing> find(SessionId id) {
    return real.find(id);
  }

  @Override
  public Optional<Standing> check(SessionId id, KeyId signedWith) {
    return real.check(id, signedWith);
  }

  @Override
  public Page<Session> list(UserId user, @Nullable SessionId before, int limit, Instant now) {
    return real.list(user, before, limit, now);
  }

  @Override
  public boolean touch(SessionId id, Instant ifUsedBefore, Instant now) {
    return real.touch(id, ifUsedBefore, now);
  }

  @Override
  public Renewal renew(
      PresentedToken presented,
      SecretDigest successor,
      KeyId key,
      SessionPolicy policy,
      Instant now) {
    return real.renew(presented, successor, key, policy, now);
  }

  @Override
  public Optional<Standing> reauthenticate(Reproof reproof, SessionPolicy policy) {
    return real.reauthenticate(reproof, policy);
  }

  @Override
  public int endAll(UserId user, Instant now) {
    return real.endAll(user, now);
  }

  @Override
  public int endOthers(UserId user, SessionId kept, Instant now) {
    return real.endOthers(user, kept, now);
  }

  @Override
  public List<SessionId> endOldest(UserId user, int keep, Instant now) {
    return real.endOldest(user, keep, now);
  }

  @Override
  public int purge(Instant overBefore) {
    return real.purge(overBefore);
  }
}
