package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Identity;
import java.util.Map;

/** The first page: what this is, and what to do next. */
public final class FrontPage {
  private final Page page;

  public FrontPage(Shell shell) {
    page = shell.page(FrontPage.class, "front.peb", Navigation.FOR_ANYONE);
  }

  public void show(Exchange exchange) {
    page.show(exchange, Map.of("signedIn", exchange.identity() instanceof Identity.SignedIn));
  }
}
