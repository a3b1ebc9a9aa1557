package dev.latchkey.adapter.http.routing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that a request carries beside its Authorization header, and the way in which it wants
 * its own back. Belongs to the thread of the request.
 *
 * <p>A cookie is only given out after the cross-site check, so no route can forget to ask for it.
 * Whoever was known by a cookie is answered in cookies: what scripts could not read before, they
 * cannot read afterwards.
 */
public final class Credentials {
  private final PresentedCookies cookies;
  private final @Nullable Transport asked;
  private final Runnable crossSiteCheck;
  private boolean cookieWasUsed;

  /**
   * @param asked by the client itself; null when it did not say
   * @param crossSiteCheck returns when the request may use cookies
   */
  public Credentials(PresentedCookies cookies, @Nullable Transport asked, Runnable crossSiteCheck) {
    this.cookies = cookies;
    this.asked = asked;
    this.crossSiteCheck = crossSiteCheck;
  }

  /** The value of a cookie, if the request carries it and may use it. */
  public Optional<String> cookie(AuthCookie cookie) {
    var value = cookies.value(cookie);
    if (value.isPresent()) {
      useCookies();
    }
    return value;
  }

  private void useCookies() {
    if (asked == Transport.BEARER) {
      throw ambiguous("the request carries cookies and asks for the transport bearer");
    }
    crossSiteCheck.run();
    cookieWasUsed = true;
  }

  /** A secret from the body, or else from its cookie; not from both. */
  Optional<String> secret(@Nullable String sent, AuthCookie cookie) {
    if (sent == null) {
      return cookie(cookie);
    }
    if (cookies.hasAny(cookie.rivals())) {
      throw ambiguous("the request carries the secret in its body, and cookies as well");
    }
    return Optional.of(sent);
  }

  /** What the browser is recognised by, of a request that uses or asks for cookies anyway. */
  Optional<String> deviceCookie() {
    return answerInCookies() ? cookies.value(AuthCookie.DEVICE) : Optional.empty();
  }

  /** Whether tokens of the answer go in cookies. */
  boolean answerInCookies() {
    return cookieWasUsed || asked == Transport.COOKIE;
  }

  /** Two stories about who somebody is. */
  public static ProblemException ambiguous(String detail) {
    return new ProblemException(ProblemReply.of(Problem.AMBIGUOUS_CREDENTIALS, detail));
  }
}
