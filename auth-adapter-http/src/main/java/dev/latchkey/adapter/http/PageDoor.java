package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Identity;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What browsers meet at pages for the signed-in, in place of a refusal: an access token that has
 * run out is renewed on the way, and whoever is not signed in is led to where he can be. Programs
 * are refused as everywhere.
 */
final class PageDoor {
  private final ResolveSession resolveSession;
  private final RenewSession renewSession;
  private final Site site;
  private final String basePath;

  /**
   * @param basePath below which the routes are, which is not always what browsers see
   */
  PageDoor(AuthUseCases auth, Site site, String basePath) {
    this.resolveSession = auth.resolveSession();
    this.renewSession = auth.renewSession();
    this.site = site;
    this.basePath = basePath;
  }

  /**
   * Where the request is led; empty when it may go on.
   *
   * @param countRenewal returns when a session may be renewed
   */
  Optional<String> leadsTo(Route route, Exchange exchange, Runnable countRenewal) {
    if (!route.access().isForUsers() || !route.isPage() || !exchange.wantsPage()) {
      return Optional.empty();
    }
    return exchange.identity() instanceof Identity.SignedIn || isRenewed(exchange, countRenewal)
        ? Optional.empty()
        : Optional.of(signIn(route));
  }

  private boolean isRenewed(Exchange exchange, Runnable countRenewal) {
    var presented = exchange.secret(null, AuthCookie.REFRESH);
    if (presented.isPresent()) {
      countRenewal.run();
      renewed(exchange, presented.get()).ifPresent(exchange::identify);
    }
    var isSignedIn = exchange.identity() instanceof Identity.SignedIn;
    if (!isSignedIn) {
      exchange.clearCookies(AuthCookie.OF_A_SESSION);
    }
    return isSignedIn;
  }

  private Optional<Caller> renewed(Exchange exchange, String presented) {
    return switch (renewSession.handle(new RenewSession.Command(presented, exchange.client()))) {
      case RenewSession.Outcome.Renewed(var tokens) -> kept(exchange, tokens);
      case RenewSession.Outcome.Refused() -> Optional.empty();
      case RenewSession.Outcome.ReuseDetected() -> Optional.empty();
    };
  }

  private Optional<Caller> kept(Exchange exchange, Tokens tokens) {
    return switch (resolveSession.handle(new ResolveSession.Command(tokens.accessToken()))) {
      case ResolveSession.Outcome.Resolved(var caller) -> {
        TokenResponse.keep(exchange, tokens);
        yield Optional.of(caller);
      }
      case ResolveSession.Outcome.Refused() -> Optional.empty();
    };
  }

  private String signIn(Route route) {
    var back = ReturnTo.page(route.path().substring(basePath.length()));
    return site.path("/sign-in?return_to=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
  }
}
