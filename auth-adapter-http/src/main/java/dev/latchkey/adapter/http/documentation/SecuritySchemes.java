package dev.latchkey.adapter.http.documentation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.CookieStyle;
import java.util.Locale;

/** The ways to show who one is, as OpenAPI has them. */
final class SecuritySchemes {
  static final String BEARER = "bearer";

  private SecuritySchemes() {}

  /** Of the scheme that is this cookie. */
  static String name(AuthCookie cookie) {
    return cookie.name().toLowerCase(Locale.ROOT) + "_cookie";
  }

  static ObjectNode all(CookieStyle cookies) {
    var schemes = JsonNodeFactory.instance.objectNode();
    schemes
        .putObject(BEARER)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "The access token, in the Authorization header.");
    for (var cookie : AuthCookie.SECRETS) {
      schemes
          .putObject(name(cookie))
          .put("type", "apiKey")
          .put("in", "cookie")
          .put("name", cookies.name(cookie))
          .put("description", about(cookie));
    }
    return schemes;
  }

  private static String about(AuthCookie cookie) {
    return switch (cookie) {
      case ACCESS -> "The access token. Requests that change something must come from our site.";
      case REFRESH -> "The refresh token, in place of `refresh_token` in the body.";
      case CONTINUATION ->
          "Proves that the address is proven, in place of `continuation` in the body.";
      case REGISTRATION, DEVICE -> throw new IllegalArgumentException("this cookie proves nothing");
    };
  }
}
