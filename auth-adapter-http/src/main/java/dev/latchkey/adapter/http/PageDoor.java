package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Identity;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.application.token.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What browsers meet at pages for the signed-in, in place of a refusal: an access token that has
 * run out is renewed on the way, whoever is not signed in is led to where he can be, and whoever
 * has to show again who he is, to where he can. Programs are refused as everywhere.
 */
final class PageDoor {
  private final ResolveSession resolveSession;
  private final RenewSession renewSession;
  private final CheckFreshness checkFreshness;
  private final Site site;
  private final String basePath;

  /**
   * @param basePath below which the routes are, which is not always what browsers see
   */
  PageDoor(AuthUseCases auth, Site site, String basePath) {
    this.resolveSession = auth.resolveSession();
    this.renewSession = auth.renewSession();
    this.checkFreshness = auth.checkFreshness();
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
    if (exchange.identity() instanceof Identity.SignedIn || isRenewed(exchange, countRenewal)) {
      return isStale(route, exchange)
          ? Optional.of(page("/reauthenticate", route, exchange))
          : Optional.empty();
    }
    return Optional.of(page("/sign-in", route, exchange));
  }

  /** Whether he has to show again who he is, before the guard would refuse him for it. */
  private boolean isStale(Route route, Exchange exchange) {
    return route.access() == Access.FRESHLY_SIGNED_IN
        && checkFreshness.handle(new CheckFreshness.Command(exchange.caller().token()))
            instanceof CheckFreshness.Outcome.Stale;
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

  /**
   * One that leads back to where the request wanted to go in the end, or to the page of the form it
   * was.
   */
  private String page(String page, Route route, Exchange exchange) {
    var back =
        exchange
            .query("return_to")
            .map(ReturnTo::page)
            .orElseGet(() -> ReturnTo.nearest(route.path().substring(basePath.length())));
    return site.path(page + "?return_to=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
  }
}
