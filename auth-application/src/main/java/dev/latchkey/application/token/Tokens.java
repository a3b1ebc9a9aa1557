package dev.latchkey.application.token;

import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A fresh pair of tokens and whom it is for. Both are in the clear here and nowhere else on our
 * side.
 *
 * @param accessToken a signed JWT, good until {@code accessExpiresAt}
 * @param refreshToken good for one trade, until {@code refreshExpiresAt} at the latest
 * @param device what the client is recognised by when it signs in again; only of a new session
 */
public record Tokens(
    String accessToken,
    Instant accessExpiresAt,
    String refreshToken,
    Instant refreshExpiresAt,
    Session session,
    User user,
    Instant issuedAt,
    Optional<DeviceToken> device) {

  /** The same for a device that is known by this. */
  public Tokens on(DeviceToken known) {
    return new Tokens(
        accessToken,
        accessExpiresAt,
        refreshToken,
        refreshExpiresAt,
        session,
        user,
        issuedAt,
        Optional.of(known));
  }

  @Override
  public String toString() {
    return "Tokens[redacted]";
  }
}
