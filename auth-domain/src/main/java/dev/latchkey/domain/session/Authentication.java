package dev.latchkey.domain.session;

import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * The proof that somebody is this user: who has one, may open a session.
 *
 * <p>Only the {@code confirm…} methods of credentials and registrations hand one out, after they
 * looked, and the session that was opened with one keeps it; an architecture test sees to that. It
 * names the epoch in which the proof was seen.
 */
public record Authentication(
    UserId user, User.Epoch epoch, Set<AuthenticationMethod> methods, Instant at) {
  public Authentication {
    methods = Set.copyOf(methods);
  }

  /** The same proof in the epoch that its user was brought into by what he did with it. */
  public Authentication carriedInto(User.Epoch raised) {
    return new Authentication(user, raised, methods, at);
  }
}
