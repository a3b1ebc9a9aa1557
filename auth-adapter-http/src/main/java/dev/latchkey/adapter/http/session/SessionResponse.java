package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Told;
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
    @Told("Whether it is the one that asks.") boolean current,
    Instant createdAt,
    Instant lastUsedAt,
    @Told("Unless it is used before.") Instant expiresAt,
    @Told("The address it was opened from.") @Nullable String ip,
    Device device,
    @Nullable Location location,
    @Told("The methods it was opened with, as in RFC 8176.") List<String> amr) {

  static final SessionResponse EXAMPLE =
      new SessionResponse(
          Examples.SESSION,
          true,
          Examples.BEFORE,
          Examples.THEN,
          Examples.LATER,
          "203.0.113.7",
          new Device(null, null, null, "Mozilla/5.0 (X11; Linux x86_64)"),
          null,
          List.of("pwd"));

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
