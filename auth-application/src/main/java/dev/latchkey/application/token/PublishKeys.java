package dev.latchkey.application.token;

import dev.latchkey.domain.token.AccessTokens;
import dev.latchkey.domain.token.SigningKeyPolicy;
import java.time.Duration;

/** Tells everybody which keys verify our access tokens, and for how long that may be kept. */
public final class PublishKeys {

  /** A JSON Web Key Set (RFC 7517), good for so long. */
  public record Published(String jwks, Duration maxAge) {}

  private final AccessTokens accessTokens;
  private final SigningKeyPolicy policy;

  public PublishKeys(AccessTokens accessTokens, SigningKeyPolicy policy) {
    this.accessTokens = accessTokens;
    this.policy = policy;
  }

  /** How long the keys may be kept, whatever they are. */
  public Duration maxAge() {
    return policy.jwksMaxAge();
  }

  public Published handle() {
    return new Published(accessTokens.jwks(), maxAge());
  }
}
