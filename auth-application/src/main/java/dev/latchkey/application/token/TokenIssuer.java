package dev.latchkey.application.token;

import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.session.Sessions.Standing;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.domain.token.TokenPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes out the pair of tokens of a session. Signs, so it is called after the unit, not in it. */
public final class TokenIssuer {
  private final AccessTokens accessTokens;
  private final RefreshTokenMint refreshTokens;
  private final IdSource ids;
  private final TokenPolicy policy;

  public TokenIssuer(
      AccessTokens accessTokens, RefreshTokenMint refreshTokens, IdSource ids, TokenPolicy policy) {
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
    this.ids = ids;
    this.policy = policy;
  }

  /** The pair for a session that is alive, with the refresh token that its row now knows. */
  public Tokens issue(Standing standing, RefreshToken refreshToken, Instant now) {
    var session = standing.session();
    var access = accessToken(session, now);
    return new Tokens(
        accessTokens.issue(access),
        access.expiresAt(),
        refreshTokens.write(refreshToken),
        session.lifetime().limit(),
        session,
        standing.user(),
        access.issuedAt(),
        Optional.empty());
  }

  private AccessToken accessToken(Session session, Instant now) {
    // A JWT knows whole seconds only; rounding here keeps what we say and what we sign the same.
    var issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    var login = session.login();
    return new AccessToken(
        ids.next(),
        session.user(),
        session.id(),
        new AccessToken.Proof(
            login.at().truncatedTo(ChronoUnit.SECONDS), login.methods(), login.assurance()),
        issuedAt,
        earlier(issuedAt.plus(policy.accessLifetime()), session.lifetime().expiresAt()));
  }

  /** No access token outlives its session. */
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other.truncatedTo(ChronoUnit.SECONDS);
  }
}
