package dev.latchkey.verifier;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Whose tokens are accepted, where the keys are, and for how long they are kept.
 *
 * @param issuer the {@code iss} that tokens must have, letter for letter
 * @param audience the {@code aud} that tokens must have, letter for letter
 * @param jwks where the keys are published: https, or http on this very machine
 * @param keeping how long keys are kept
 * @param fetching the bounds of a fetch
 */
public record VerifierConfig(
    String issuer, String audience, URI jwks, Keeping keeping, Fetching fetching) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  public VerifierConfig {
    require(!issuer.isBlank(), "an issuer is needed");
    require(!audience.isBlank(), "an audience is needed");
    require(isTrustworthy(jwks), "keys come over https, or over http from this machine");
  }

  /** The usual: the keys are where the issuer publishes them, and kept as he says. */
  public static VerifierConfig of(String issuer, String audience) {
    var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return new VerifierConfig(
        issuer,
        audience,
        URI.create(base + "/.well-known/jwks.json"),
        Keeping.standard(),
        Fetching.standard());
  }

  /** The same with the keys fetched from elsewhere, for instance past a proxy. */
  public VerifierConfig fetchedFrom(URI other) {
    return new VerifierConfig(issuer, audience, other, keeping, fetching);
  }

  /** The same with other bounds for keeping. */
  public VerifierConfig kept(Keeping other) {
    return new VerifierConfig(issuer, audience, jwks, other, fetching);
  }

  /** The same with other bounds for a fetch. */
  public VerifierConfig fetched(Fetching other) {
    return new VerifierConfig(issuer, audience, jwks, keeping, other);
  }

  private static boolean isTrustworthy(URI uri) {
    var host = uri.getHost();
    return host != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(host)));
  }

  /**
   * How long keys are kept. The issuer's {@code Cache-Control: max-age} counts within these bounds.
   *
   * @param atLeast also when the issuer says less; no more than the issuer's {@code max-age}, or
   *     keys are missed that he revoked
   * @param atMost also when the issuer says more
   * @param whileAway beyond that, when the keys cannot be fetched. Longer than an access token
   *     lives is of no use
   * @param pause between two fetches when one failed, and between two that a token with an unknown
   *     key causes
   */
  public record Keeping(Duration atLeast, Duration atMost, Duration whileAway, Duration pause) {
    public Keeping {
      require(atLeast.isPositive(), "keys are kept for a positive time");
      require(atLeast.compareTo(atMost) <= 0, "keys are kept at least as long as at most");
      require(!whileAway.isNegative(), "keys are not kept for less than no time");
      require(pause.isPositive(), "there is a pause between fetches");
    }

    /** A second to an hour, 15 minutes while the issuer is away, and 5 seconds between fetches. */
    public static Keeping standard() {
      return new Keeping(
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          Duration.ofSeconds(5));
    }
  }

  /**
   * The bounds of a fetch.
   *
   * @param timeout for the whole answer
   * @param mostBytes of the answer
   */
  public record Fetching(Duration timeout, int mostBytes) {
    public Fetching {
      require(timeout.isPositive(), "a fetch takes a positive time");
      require(mostBytes >= 1024, "keys take 1024 bytes at least");
    }

    /** 3 seconds and 64 KiB. */
    public static Fetching standard() {
      return new Fetching(Duration.ofSeconds(3), 64 * 1024);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
