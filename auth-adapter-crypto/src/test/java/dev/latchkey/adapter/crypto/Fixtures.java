package dev.latchkey.adapter.crypto;

import dev.latchkey.adapter.crypto.CryptoConfig.Tokens;
import dev.latchkey.domain.session.AssuranceLevel;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.AccessToken;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.testkit.fixture.NamedIds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Master secrets and settings of the tests. */
final class Fixtures {
  static final String OLD_SECRET = "canary-old-secret-0123456789-abcdefghij";
  static final String NEW_SECRET = "canary-new-secret-0123456789-abcdefghij";
  static final String STRANGE_SECRET = "canary-strange-secret-0123456789-abcdef";

  static final SecretKeys OLD = SecretKeys.of(OLD_SECRET);
  static final SecretKeys ROTATED = SecretKeys.of(NEW_SECRET, List.of(OLD_SECRET));
  static final SecretKeys STRANGE = SecretKeys.of(STRANGE_SECRET);

  static final String ISSUER = "https://auth.example.com";
  static final String AUDIENCE = "https://api.example.com";
  static final Tokens TOKENS = new Tokens(URI.create(ISSUER), AUDIENCE);
  static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");

  private Fixtures() {}

  /** Issued now, for 15 minutes. */
  static AccessToken token() {
    return new AccessToken(
        NamedIds.of("token"),
        new UserId(NamedIds.of("user")),
        new SessionId(NamedIds.of("session")),
        new AccessToken.Proof(NOW, Set.of(AuthenticationMethod.PASSWORD), AssuranceLevel.AAL1),
        NOW,
        NOW.plus(Duration.ofMinutes(15)));
  }

  static CryptoConfig cheapConfig() {
    return new CryptoConfig(
        CryptoConfig.Argon2Cost.weakForTests(), CryptoConfig.Gate.forThisMachine(), TOKENS);
  }
}
