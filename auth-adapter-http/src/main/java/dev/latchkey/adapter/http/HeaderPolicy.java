package dev.latchkey.adapter.http;

import java.time.Duration;
import java.util.List;

/**
 * The part of the security headers that is a matter of choice. All others are the same everywhere.
 *
 * @param hstsMaxAge how long browsers insist on TLS after each answer; zero makes them forget. Said
 *     only where the base URL is https, and not on localhost.
 * @param hstsSubdomains whether they insist on it for all hosts below ours as well
 * @param providers where the forms of pages may lead on to, beside ourselves: the origins of those
 *     whom users sign in with, such as {@code https://accounts.example.com}. Browsers hold {@code
 *     form-action} against every redirect that follows a form (CSP level 3, section 6.4.2).
 */
public record HeaderPolicy(
    Duration hstsMaxAge, boolean hstsSubdomains, XssFilter xssFilter, List<String> providers) {
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
   * @throws IllegalArgumentException when the age is negative, or a provider is no origin
   */
  public HeaderPolicy {
    if (hstsMaxAge.isNegative()) {
      throw new IllegalArgumentException("not usable: HSTS max-age");
    }
    if (!providers.stream().allMatch(Origin::isSerialized)) {
      throw new IllegalArgumentException("not usable: origins of providers");
    }
    providers = List.copyOf(providers);
  }

  /** The same without providers. */
  public HeaderPolicy(Duration hstsMaxAge, boolean hstsSubdomains, XssFilter xssFilter) {
    this(hstsMaxAge, hstsSubdomains, xssFilter, List.of());
  }

  /** A year of TLS, subdomains included; the filter off; no providers. */
  public static HeaderPolicy standard() {
    return new HeaderPolicy(YEAR, true, XssFilter.OFF);
  }

  /** The same with these providers. */
  public HeaderPolicy leadingTo(String... origins) {
    return new HeaderPolicy(hstsMaxAge, hstsSubdomains, xssFilter, List.of(origins));
  }

  /** The value of Strict-Transport-Security (RFC 6797, section 6.1). */
  String hsts() {
    return "max-age=" + hstsMaxAge.toSeconds() + (hstsSubdomains ? "; includeSubDomains" : "");
  }
}
