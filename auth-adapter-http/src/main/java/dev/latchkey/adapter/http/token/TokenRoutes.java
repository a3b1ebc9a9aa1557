package dev.latchkey.adapter.http.token;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Caching;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
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

  /** What is in such a set. */
  record KeySet(@Told("Those to verify with, also the coming and the last one.") List<Key> keys) {
    private static final KeySet EXAMPLE = new KeySet(List.of(Key.EXAMPLE));
  }

  /** A public key on the curve P-256 (RFC 7518, section 6.2). */
  record Key(
      @Told("EC.") String kty,
      @Told("P-256.") String crv,
      @Told("sig.") String use,
      @Told("ES256.") String alg,
      @Told("Names the key, as in the header of a token.") String kid,
      String x,
      String y) {
    private static final Key EXAMPLE =
        new Key(
            "EC",
            "P-256",
            "sig",
            "ES256",
            "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U",
            "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/.well-known/jwks.json")
            .access(Access.ANYONE)
            .summary(Chapter.KEY, "Get the public keys")
            .description("A JSON Web Key Set (RFC 7517). A new key is here before it signs.")
            .cached(Caching.publiclyFor(publishKeys.maxAge()))
            .answers(200, "The keys.", KeySet.EXAMPLE)
            .handle(this::keys));
  }

  private void keys(Exchange exchange) {
    exchange.json(200, new JwksResponse(publishKeys.handle().jwks()));
  }
}
