package dev.latchkey.application.token;

import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.user.User;
import java.time.Instant;

/**
 * A fresh pair of tokens and whom it is for. Both are in the clear here and nowhere else on our
 * side.
 *
 * @param accessToken a signed JWT, good until {@code accessExpiresAt}
 * @param refreshToken good for one trade, until {@code refreshExpiresAt} at the latest
 */
public record Tokens(
    String accessToken,
    Instant accessExpiresAt,
    String refreshToken,
    Instant refreshExpiresAt,
    Session session,
    User user,
    Instant issuedAt) {
  @Override
  public String toString() {
    return "Tokens[redacted]";
  }
}
