package dev.latchkey.domain.token;

import java.time.Duration;

/**
 * How signing keys follow each other.
 *
 * @param lifetime how long a key signs
 * @param jwksMaxAge how long a verifier may keep the published keys
 * @param accessLifetime how long a token lives at most
 */
public record SigningKeyPolicy(Duration lifetime, Duration jwksMaxAge, Duration accessLifetime) {

  /** What nodes and networks take at most to see what another node published. */
  private static final Duration SPREADING = Duration.ofSeconds(5);

  public SigningKeyPolicy {
    if (!jwksMaxAge.isPositive() || !accessLifetime.isPositive()) {
      throw new IllegalArgumentException("keys and tokens are kept for a positive time");
    }
    if (lifetime.compareTo(jwksMaxAge) < 0) {
      throw new IllegalArgumentException("a key signs for longer than verifiers keep the keys");
    }
  }

  /** Published for so long before it signs: every verifier has fetched it by then. */
  public Duration announcedFor() {
    return jwksMaxAge.plus(spreading());
  }

  /** Published for so long after it signed: every token of it has run out by then. */
  public Duration retiredFor() {
    return accessLifetime.plus(jwksMaxAge).plus(spreading());
  }

  /** In proportion, so that a rotation in seconds can be tried out. */
  private Duration spreading() {
    return jwksMaxAge.compareTo(SPREADING) < 0 ? jwksMaxAge : SPREADING;
  }
}
