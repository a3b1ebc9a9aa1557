package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.ProblemReply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Keeps other sites from using the cookies that a browser sends along by itself, and from signing
 * somebody in as somebody else.
 *
 * <p>Methods that change nothing pass. All others must show where they come from, in headers that
 * no page can forge: {@code Sec-Fetch-Site: same-origin} is enough by itself; {@code none} is not,
 * because no user types a POST into an address bar. With any other value, the origin must be one of
 * those that are listed; and where that header is missing, listed or our own. Nothing at all is not
 * enough: whoever is no browser has no use for cookies.
 */
final class CrossSiteRule {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final List<String> SAME_ORIGIN = List.of("same-origin");
  private static final Set<List<String>> FROM_ANOTHER =
      Set.of(List.of("same-site"), List.of("cross-site"));

  private final String own;
  private final Set<String> listed;

  /**
   * @param own origin of the base URL
   * @param listed origins whose pages are trusted as our own are
   */
  CrossSiteRule(String own, Set<String> listed) {
    this.own = own;
    this.listed = listed;
  }

  /** Returns when the request may use cookies. */
  void check(HttpServletRequest request) {
    if (!SAFE.contains(request.getMethod()) && !isOurs(request)) {
      throw new ProblemException(ProblemReply.of(Problem.CROSS_SITE_REQUEST));
    }
  }

  private boolean isOurs(HttpServletRequest request) {
    var sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
    var origins = Collections.list(request.getHeaders("Origin"));
    if (sites.isEmpty()) {
      return isListed(origins) || origins.equals(List.of(own));
    }
    return sites.equals(SAME_ORIGIN) || (FROM_ANOTHER.contains(sites) && isListed(origins));
  }

  private boolean isListed(List<String> origins) {
    return origins.size() == 1 && listed.contains(origins.getFirst());
  }
}
