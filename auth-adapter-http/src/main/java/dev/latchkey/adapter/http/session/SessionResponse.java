package dev.latchkey.adapter.http.session;

import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where the user is signed in.
 *
 * @param current whether it is the one that asks
 * @param expiresAt unless it is used before
 * @param ip the address it was opened from
 * @param amr the methods it was opened with, as in RFC 8176
 */
record SessionResponse(
    UUID id,
    boolean current,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    @Nullable String ip,
    Device device,
    @Nullable Location location,
    List<String> amr) {

  /** What it was opened with: as told by the user agent itself, and what that means if known. */
  record Device(
      @Nullable String browser,
      @Nullable String os,
      @Nullable String type,
      @Nullable String userAgent) {}

  /** Where an address is said to be. */
  record Location(@Nullable String city, @Nullable String country) {}

  static SessionResponse of(Session session, SessionId current) {
    var login = session.login();
    var lifetime = session.lifetime();
    return new SessionResponse(
        session.id().value(),
        session.id().equals(current),
        lifetime.createdAt(),
        lifetime.lastUsedAt(),
        lifetime.limit(),
        login.address(),
        new Device(null, null, null, login.userAgent()),
        null,
        login.methods().stream().map(AuthenticationMethod::reference).sorted().toList());
  }
}
