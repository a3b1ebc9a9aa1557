package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.CookieStyle;
import dev.latchkey.adapter.http.routing.Credentials;
import dev.latchkey.adapter.http.routing.PresentedCookies;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.ProblemReply;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.Transport;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads the credentials of a request, and refuses those that contradict each other. */
final class CredentialReader {
  private final CookieStyle style;
  private final CrossSiteRule crossSite;

  CredentialReader(CookieStyle style, CrossSiteRule crossSite) {
    this.style = style;
    this.crossSite = crossSite;
  }

  /**
   * @param route one whose answer may set cookies, or that takes a form: already asking for the
   *     first, and sending the second, needs to come from a page of ours. Forms are answered in
   *     cookies: a page has nowhere else to put a token.
   */
  Credentials read(HttpServletRequest request, Route route) {
    var asked = route.takesForm() ? ofForm(request) : asked(request);
    var cookies = PresentedCookies.read(Collections.list(request.getHeaders("Cookie")), style);
    if (cookies.repeats()) {
      throw Credentials.ambiguous("one cookie comes twice");
    }
    if (BearerHeader.isIn(request) && cookies.hasAny(AuthCookie.OF_A_SESSION)) {
      throw Credentials.ambiguous("the request carries an Authorization header, and cookies");
    }
    if (route.takesForm() || (asked == Transport.COOKIE && route.issuesSecrets())) {
      crossSite.check(request);
    }
    return new Credentials(cookies, asked, () -> crossSite.check(request));
  }

  private static Transport ofForm(HttpServletRequest request) {
    if (asked(request) == Transport.BEARER) {
      throw Credentials.ambiguous("a form asks for the transport bearer");
    }
    return Transport.COOKIE;
  }

  private static @Nullable Transport asked(HttpServletRequest request) {
    var headers = Collections.list(request.getHeaders(Transport.HEADER));
    if (headers.isEmpty()) {
      return null;
    }
    var transport = Transport.of(headers.getFirst());
    if (headers.size() > 1 || transport.isEmpty()) {
      throw new ProblemException(ProblemReply.of(Problem.UNSUPPORTED_TRANSPORT));
    }
    return transport.get();
  }
}
