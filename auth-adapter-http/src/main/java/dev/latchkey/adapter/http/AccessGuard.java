package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Credentials;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Identity;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.ProblemReply;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.ResolveSession.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lets a request through to its route, or not, by the route's access rule. */
final class AccessGuard {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?");
  private static final List<String> SIGNS_OF_A_PROXY = List.of("x-forwarded-", "forwarded", "via");

  private final ResolveSession resolveSession;
  private final CheckFreshness checkFreshness;
  private final CredentialReader credentials;
  private final boolean localMode;

  AccessGuard(AuthUseCases auth, CredentialReader credentials, boolean localMode) {
    this.resolveSession = auth.resolveSession();
    this.checkFreshness = auth.checkFreshness();
    this.credentials = credentials;
    this.localMode = localMode;
  }

  /** What the request shows of itself, if the route exists for it and it makes sense. */
  Credentials open(Route route, HttpServletRequest request) {
    if (route.access() == Access.LOCAL_ONLY) {
      requireLocal(request);
    }
    return credentials.read(request, route);
  }

  /** Returns when the request may go on. */
  void admit(Route route, Exchange exchange) {
    switch (route.access()) {
      case ANYONE, LOCAL_ONLY -> {}
      case SIGNED_IN -> exchange.caller();
      case FRESHLY_SIGNED_IN -> requireFresh(exchange.caller());
    }
  }

  private void requireFresh(Caller caller) {
    var command = new CheckFreshness.Command(caller.token());
    if (checkFreshness.handle(command) instanceof CheckFreshness.Outcome.Stale(var maxAge)) {
      throw new ProblemException(ProblemReply.reauthenticate(maxAge));
    }
  }

  /** Who a request is from: by its Authorization header, or else by its cookie. */
  Identity identify(HttpServletRequest request, Credentials shown) {
    if (BearerHeader.isIn(request)) {
      return BearerHeader.token(request).map(this::resolve).orElseGet(Identity.Refused::new);
    }
    return shown.cookie(AuthCookie.ACCESS).map(this::resolve).orElseGet(Identity.Anonymous::new);
  }

  private Identity resolve(String token) {
    return switch (resolveSession.handle(new ResolveSession.Command(token))) {
      case ResolveSession.Outcome.Resolved(var caller) -> new Identity.SignedIn(caller);
      case ResolveSession.Outcome.Refused() -> new Identity.Refused();
    };
  }

  private void requireLocal(HttpServletRequest request) {
    if (!localMode || !isFromHere(request) || cameThroughAProxy(request)) {
      throw new ProblemException(ProblemReply.of(Problem.NOT_FOUND));
    }
  }

  private static boolean isFromHere(HttpServletRequest request) {
    var host = request.getHeader("Host");
    return host != null
        && LOOPBACK.matcher(host).matches()
        && AddressRange.address(request.getRemoteAddr())
            .filter(InetAddress::isLoopbackAddress)
            .isPresent();
  }

  private static boolean cameThroughAProxy(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> SIGNS_OF_A_PROXY.stream().anyMatch(name::startsWith));
  }
}
