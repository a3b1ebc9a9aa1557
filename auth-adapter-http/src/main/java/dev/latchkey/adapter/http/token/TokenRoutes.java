package dev.latchkey.adapter.http.token;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.token.PublishKeys;
import java.util.List;

/** What resource servers need, to verify access tokens without asking us. */
public final class TokenRoutes implements RouteGroup {
  private final PublishKeys publishKeys;

  public TokenRoutes(PublishKeys publishKeys) {
    this.publishKeys = publishKeys;
  }

  /**
   * A JSON Web Key Set (RFC 7517). Sent as {@code application/json}, because verifiers that insist
   * on a type insist on that one.
   */
  record JwksResponse(@JsonValue @JsonRawValue String keySet) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/.well-known/jwks.json")
            .access(Access.ANYONE)
            .cached(Caching.publiclyFor(publishKeys.maxAge()))
            .answers(200, JwksResponse.class)
            .handle(this::keys));
  }

  private void keys(Exchange exchange) {
    exchange.json(200, new JwksResponse(publishKeys.handle().jwks()));
  }
}
