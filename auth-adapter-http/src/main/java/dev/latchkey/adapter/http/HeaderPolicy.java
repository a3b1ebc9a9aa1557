package dev.latchkey.adapter.http;

import java.time.Duration;

/**
 * The part of the security headers that is a matter of choice. All others are the same everywhere.
 *
 * @param hstsMaxAge how long browsers insist on TLS after each answer; zero makes them forget. Said
 *     only where the base URL is https, and not on localhost.
 * @param hstsSubdomains whether they insist on it for all hosts below ours as well
 */
public record HeaderPolicy(Duration hstsMaxAge, boolean hstsSubdomains, XssFilter xssFilter) {
  private static final Duration YEAR = Duration.ofDays(365);

  /** What old browsers are told about their filter against cross-site scripting. */
  public enum XssFilter {
    /** To leave it off: it could be made to cut the wrong script out of a page. */
    OFF("0"),
    /** To show nothing of a page in which it sees something; for auditors who insist. */
    BLOCK("1; mode=block");

    private final String header;

    XssFilter(String header) {
      this.header = header;
    }

    String header() {
      return header;
    }
  }

  /**
   * @throws IllegalArgumentException when the age is negative
   */
  public HeaderPolicy {
    if (hstsMaxAge.isNegative()) {
      throw new IllegalArgumentException("not usable: HSTS max-age");
    }
  }

  /** A year of TLS, subdomains included; the filter off. */
  public static HeaderPolicy standard() {
    return new HeaderPolicy(YEAR, true, XssFilter.OFF);
  }

  /** The value of Strict-Transport-Security (RFC 6797, section 6.1). */
  String hsts() {
    return "max-age=" + hstsMaxAge.toSeconds() + (hstsSubdomains ? "; includeSubDomains" : "");
  }
}
