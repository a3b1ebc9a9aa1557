package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.page.Looks;
import dev.latchkey.domain.kernel.Language;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the HTTP interface listens and speaks.
 *
 * @param host to bind to: a name or an address
 * @param port to bind to; 0 for any that is free
 * @param basePath below which all routes are: empty, or like {@code /identity}
 * @param baseUrl under which the outside world reaches us, base path included; never taken from a
 *     request
 * @param localMode whether the conveniences for developers are on; only ever on loopback
 * @param trustedProxies whose {@code Forwarded} and {@code X-Forwarded-For} are believed: addresses
 *     and ranges in CIDR notation (RFC 4632), never names
 * @param maxBodyBytes that a request may have
 * @param drain how long running requests may go on while the server closes
 * @param cookieSecure whether cookies are for TLS only and named with the prefix {@code __Host-};
 *     without it only in local mode. Chromium counts {@code localhost} as secure.
 * @param cookieSameSite from which pages browsers send the cookies along
 * @param corsOrigins whose pages may read our answers, and use our cookies as far as browsers send
 *     them: origins as browsers write them, such as {@code https://app.example.com}
 * @param headers what is said to browsers with every answer
 * @param rates how many requests are let through
 * @param languages in which mails are written: what a request asks for is looked up among them
 * @param looks of the pages
 */
public record HttpConfig(
    String host,
    int port,
    String basePath,
    URI baseUrl,
    boolean localMode,
    List<String> trustedProxies,
    int maxBodyBytes,
    Duration drain,
    String version,
    String appName,
    boolean cookieSecure,
    SameSite cookieSameSite,
    List<String> corsOrigins,
    HeaderPolicy headers,
    RatePolicy rates,
    Set<Language> languages,
    Looks looks) {

  /** The attribute of that name. There is no None: cookies are not for the pages of others. */
  public enum SameSite {
    /** Also when a link leads here from elsewhere. */
    LAX("Lax"),
    /** Only from our own site; who comes by a link is not known on the first request. */
    STRICT("Strict");

    private final String attribute;

    SameSite(String attribute) {
      this.attribute = attribute;
    }

    String attribute() {
      return attribute;
    }
  }

  private static final Pattern BASE_PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*");
  private static final int LARGEST_BODY = 16 << 20;

  /**
   * @throws IllegalArgumentException when a value makes no sense; the message names it
   */
  public HttpConfig {
    require(port >= 0 && port <= 65_535, "port");
    require(BASE_PATH.matcher(basePath).matches(), "base path");
    require(baseUrl.getScheme() != null && baseUrl.getHost() != null, "base URL");
    require(trustedProxies.stream().allMatch(HttpConfig::isRange), "trusted proxies");
    require(!localMode || trustedProxies.isEmpty(), "trusted proxies in local mode");
    require(maxBodyBytes >= 1024 && maxBodyBytes <= LARGEST_BODY, "largest body");
    require(!drain.isNegative() && drain.compareTo(Duration.ofHours(1)) <= 0, "drain");
    require(cookieSecure || localMode, "cookies without TLS outside of local mode");
    require(corsOrigins.stream().allMatch(HttpConfig::isOrigin), "CORS origins");
    require(rates.enforced() || localMode, "no limits outside of local mode");
    trustedProxies = List.copyOf(trustedProxies);
    corsOrigins = List.copyOf(corsOrigins);
    languages = Set.copyOf(languages);
  }

  /**
   * The usual: bodies of 64 KiB, 10 seconds to drain, no proxies, no base path, secure cookies for
   * our own pages alone, the default limits, no language before another, and our looks.
   */
  public static HttpConfig standard(
      String host, int port, URI baseUrl, boolean localMode, String version, String appName) {
    return new HttpConfig(
        host,
        port,
        "",
        baseUrl,
        localMode,
        List.of(),
        64 << 10,
        Duration.ofSeconds(10),
        version,
        appName,
        true,
        SameSite.LAX,
        List.of(),
        HeaderPolicy.standard(),
        RatePolicy.standard(),
        Set.of(),
        Looks.ours());
  }

  /** The same behind these proxies. */
  public HttpConfig withTrustedProxies(List<String> proxies) {
    return new HttpConfig(
        host,
        port,
        basePath,
        baseUrl,
        localMode,
        proxies,
        maxBodyBytes,
        drain,
        version,
        appName,
        cookieSecure,
        cookieSameSite,
        corsOrigins,
        headers,
        rates,
        languages,
        looks);
  }

  /** The same with other rules for browsers. */
  public HttpConfig withBrowsers(boolean secure, SameSite sameSite, List<String> origins) {
    return new HttpConfig(
        host,
        port,
        basePath,
        baseUrl,
        localMode,
        trustedProxies,
        maxBodyBytes,
        drain,
        version,
        appName,
        secure,
        sameSite,
        origins,
        headers,
        rates,
        languages,
        looks);
  }

  /** The same with other headers. */
  public HttpConfig withHeaders(HeaderPolicy policy) {
    return new HttpConfig(
        host,
        port,
        basePath,
        baseUrl,
        localMode,
        trustedProxies,
        maxBodyBytes,
        drain,
        version,
        appName,
        cookieSecure,
        cookieSameSite,
        corsOrigins,
        policy,
        rates,
        languages,
        looks);
  }

  /** The same with other limits. */
  public HttpConfig withRates(RatePolicy policy) {
    return new HttpConfig(
        host,
        port,
        basePath,
        baseUrl,
        localMode,
        trustedProxies,
        maxBodyBytes,
        drain,
        version,
        appName,
        cookieSecure,
        cookieSameSite,
        corsOrigins,
        headers,
        policy,
        languages,
        looks);
  }

  /** The same with mails in these languages. */
  public HttpConfig withLanguages(Set<Language> ofMails) {
    return new HttpConfig(
        host,
        port,
        basePath,
        baseUrl,
        localMode,
        trustedProxies,
        maxBodyBytes,
        drain,
        version,
        appName,
        cookieSecure,
        cookieSameSite,
        corsOrigins,
        headers,
        rates,
        ofMails,
        looks);
  }

  /** The same with pages that look so. */
  public HttpConfig withLooks(Looks others) {
    return new HttpConfig(
        host,
        port,
        basePath,
        baseUrl,
        localMode,
        trustedProxies,
        maxBodyBytes,
        drain,
        version,
        appName,
        cookieSecure,
        cookieSameSite,
        corsOrigins,
        headers,
        rates,
        languages,
        others);
  }

  /** Whether a text can be one of the CORS origins. */
  public static boolean isOrigin(String text) {
    return Origin.isSerialized(text);
  }

  /** Whether a text can be one of the trusted proxies. */
  public static boolean isRange(String text) {
    return AddressRange.parse(text).isPresent();
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw new IllegalArgumentException("not usable: " + name);
    }
  }
}
