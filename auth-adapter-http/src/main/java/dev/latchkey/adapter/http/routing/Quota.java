package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.ratelimit.RateLimit;
import java.time.Duration;

/**
 * One count of an operation, as it is unless the configuration says otherwise: so many within any
 * stretch of time of this length, for each one of a kind.
 */
public record Quota(Per per, int limit, Duration window) {

  /** One of what has a count of its own. */
  public enum Per {
    /** The client's address: IPv4 as it is, IPv6 by its network of 64 bits. */
    ADDRESS("address"),
    /** The account that is asked about, whether it exists or not, from wherever. */
    ACCOUNT("account"),
    /** The same, from one client's address. */
    ADDRESS_AND_ACCOUNT("address+account");

    private final String text;

    Per(String text) {
      this.text = text;
    }

    /** As the configuration writes it. */
    public String text() {
      return text;
    }

    boolean needsAccount() {
      return this != ADDRESS;
    }
  }

  static Quota minutely(int limit) {
    return new Quota(Per.ADDRESS, limit, Duration.ofMinutes(1));
  }

  /** In a quarter of an hour, the longest that somebody is kept waiting by default. */
  static Quota quarterly(Per per, int limit) {
    return new Quota(per, limit, Duration.ofMinutes(15));
  }

  RateLimit of(String operation) {
    return new RateLimit(operation + '.' + per.text(), limit, window);
  }
}
