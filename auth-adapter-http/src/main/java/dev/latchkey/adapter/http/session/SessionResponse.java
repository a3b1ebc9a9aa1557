package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.device.DeviceResponse;
import dev.latchkey.adapter.http.device.LocationResponse;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.session.ListSessions.Listed;
import dev.latchkey.domain.session.AuthenticationMethod;
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
    DeviceResponse device,
    @Nullable LocationResponse location,
    @Told("The methods it was opened with, as in RFC 8176.") List<String> amr) {

  static final SessionResponse EXAMPLE =
      new SessionResponse(
          Examples.SESSION,
          true,
          Examples.BEFORE,
          Examples.THEN,
          Examples.LATER,
          "203.0.113.7",
          DeviceResponse.EXAMPLE,
          LocationResponse.EXAMPLE,
          List.of("pwd"));

  static SessionResponse of(Listed listed, SessionId current) {
    var session = listed.session();
    var login = session.login();
    var lifetime = session.lifetime();
    return new SessionResponse(
        session.id().value(),
        session.id().equals(current),
        lifetime.createdAt(),
        lifetime.lastUsedAt(),
        lifetime.limit(),
        login.address(),
        DeviceResponse.of(listed.told().device(), login.userAgent()),
        LocationResponse.of(listed.told().place()),
        login.methods().stream().map(AuthenticationMethod::reference).sorted().toList());
  }
}
