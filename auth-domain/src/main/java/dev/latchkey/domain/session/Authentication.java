package dev.latchkey.domain.session;

import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * The proof that somebody is this user: who has one, may open a session.
 *
 * <p>Only the {@code confirm…} methods of credentials and registrations hand one out, after they
 * looked; an architecture test keeps it so. It names the epoch in which the proof was seen.
 */
public record Authentication(
    UserId user, User.Epoch epoch, Set<AuthenticationMethod> methods, Instant at) {
  public Authentication {
    methods = Set.copyOf(methods);
  }
}
