package dev.latchkey.adapter.crypto;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of cryptography. Holds no secret: those are {@link SecretKeys}.
 *
 * @param argon2 what a password hash costs
 * @param gate how many hashes at a time, and how many may wait
 * @param tokens whose access tokens, and for whom
 */
public record CryptoConfig(Argon2Cost argon2, Gate gate, Tokens tokens) {

  /** Everything as recommended, for this issuer and audience. */
  public static CryptoConfig recommended(URI issuer, String audience) {
    return new CryptoConfig(
        Argon2Cost.recommended(), Gate.forThisMachine(), new Tokens(issuer, audience));
  }

  /**
   * The parameters of Argon2id (RFC 9106). Only costs that OWASP's password storage cheat sheet
   * calls sufficient can be made: 7 MiB or more, and memory times iterations no less than the
   * weakest of its equals (7168 KiB, 5 times).
   */
  public static final class Argon2Cost {
    static final int MOST_MEMORY_KIB = 256 * 1024;
    static final int MOST_ITERATIONS = 16;
    static final int MOST_PARALLELISM = 16;
    private static final int LEAST_MEMORY_KIB = 7168;
    private static final int LEAST_MEMORY_TIMES_ITERATIONS = 5 * LEAST_MEMORY_KIB;

    private final int memoryKiB;
    private final int iterations;
    private final int parallelism;

    private Argon2Cost(int memoryKiB, int iterations, int parallelism) {
      this.memoryKiB = memoryKiB;
      this.iterations = iterations;
      this.parallelism = parallelism;
    }

    /**
     * Parameters that protect.
     *
     * @param memoryKiB 7168 to 262144
     * @param iterations 1 to 16
     * @param parallelism 1 to 16
     */
    public static Argon2Cost of(int memoryKiB, int iterations, int parallelism) {
      var cost = new Argon2Cost(memoryKiB, iterations, parallelism);
      require(cost.isBounded(), "Argon2id takes up to 262144 KiB, 16 iterations and 16 lanes");
      require(
          memoryKiB >= LEAST_MEMORY_KIB && memoryKiB * iterations >= LEAST_MEMORY_TIMES_ITERATIONS,
          "Argon2id must cost as much as 7168 KiB with 5 iterations");
      return cost;
    }

    /** 19 MiB, two iterations, one lane: about 20 ms on a server of today. */
    public static Argon2Cost recommended() {
      return of(19_456, 2, 1);
    }

    /** Far too cheap to protect anything: for tests that hash a lot and guard nothing. */
    public static Argon2Cost weakForTests() {
      return new Argon2Cost(64, 1, 1);
    }

    /** What a stored hash claims to have cost, which may be less than we would take today. */
    static Argon2Cost stored(int memoryKiB, int iterations, int parallelism) {
      return new Argon2Cost(memoryKiB, iterations, parallelism);
    }

    /** Whether the work is of a size that we are willing to do at all. */
    boolean isBounded() {
      return iterations >= 1
          && iterations <= MOST_ITERATIONS
          && parallelism >= 1
          && parallelism <= MOST_PARALLELISM
          && memoryKiB >= 8 * parallelism
          && memoryKiB <= MOST_MEMORY_KIB;
    }

    public int memoryKiB() {
      return memoryKiB;
    }

    public int iterations() {
      return iterations;
    }

    public int parallelism() {
      return parallelism;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Argon2Cost that
          && memoryKiB == that.memoryKiB
          && iterations == that.iterations
          && parallelism == that.parallelism;
    }

    @Override
    public int hashCode() {
      return Objects.hash(memoryKiB, iterations, parallelism);
    }

    @Override
    public String toString() {
      return "m=" + memoryKiB + ",t=" + iterations + ",p=" + parallelism;
    }
  }

  /**
   * The bounds of hashing. More permits than cores cost memory and win no time.
   *
   * @param permits hashes at a time, each with its memory
   * @param queue callers that may wait beyond them
   * @param retryAfter what those are told who come when the queue is full
   */
  public record Gate(int permits, int queue, Duration retryAfter) {
    public Gate {
      require(permits >= 1 && permits <= 1024, "1 to 1024 hashes at a time");
      require(queue >= 1 && queue <= 100_000, "1 to 100000 callers may wait");
      require(retryAfter.isPositive(), "one comes again after a while");
    }

    /** As many permits as there are processors, 100 waiting, and a second to come again. */
    public static Gate forThisMachine() {
      return new Gate(Runtime.getRuntime().availableProcessors(), 100, Duration.ofSeconds(1));
    }
  }

  /**
   * Who issues access tokens and for whom.
   *
   * @param issuer the {@code iss} claim: an absolute http or https URL without query and fragment
   *     (RFC 8414, section 2)
   * @param audience the {@code aud} claim: 1 to 255 characters
   */
  public record Tokens(URI issuer, String audience) {
    public Tokens {
      require(isIssuer(issuer), "the issuer is an http or https URL without query and fragment");
      require(
          !audience.isBlank() && audience.length() <= 255, "an audience has 1 to 255 characters");
    }

    private static boolean isIssuer(URI uri) {
      var scheme = uri.getScheme();
      return ("https".equals(scheme) || "http".equals(scheme))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
