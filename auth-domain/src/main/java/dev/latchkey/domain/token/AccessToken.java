package dev.latchkey.domain.token;

import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What an access token says (RFC 9068): for whom, in which session, how and when he showed who he
 * is, and for how long that may be relied on.
 */
public record AccessToken(
    UUID id, UserId user, SessionId session, Proof proof, Instant issuedAt, Instant expiresAt) {

  /** {@code auth_time}, {@code amr} and {@code acr}. */
  public record Proof(Instant at, Set<AuthenticationMethod> methods, AssuranceLevel assurance) {
    public Proof {
      methods = Set.copyOf(methods);
    }
  }
}
