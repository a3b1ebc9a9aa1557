package dev.latchkey.adapter.http.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.user.UserResponse;
import dev.latchkey.application.token.Tokens;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The pair of tokens of a session (RFC 6749, section 5.1), and whom it is for.
 *
 * @param accessToken left out when it goes in a cookie
 * @param expiresIn seconds from issue
 * @param refreshToken left out when it goes in a cookie
 * @param refreshExpiresIn seconds from issue
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenResponse(
    @Told("For the Authorization header. Left out when it goes in its cookie.")
        @Nullable String accessToken,
    @Told("Bearer.") String tokenType,
    @Told("Seconds that the access token lives, from its issue.") long expiresIn,
    @Told("To renew the session with, once. Left out when it goes in its cookie.")
        @Nullable String refreshToken,
    @Told("Seconds that the refresh token lives, from its issue.") long refreshExpiresIn,
    UUID sessionId,
    UserResponse user) {

  public static final TokenResponse EXAMPLE =
      new TokenResponse(
          Examples.ACCESS_TOKEN,
          "Bearer",
          900,
          Examples.REFRESH_TOKEN,
          2_592_000,
          Examples.SESSION,
          UserResponse.EXAMPLE);

  /** Hands the tokens over, in the way that the client takes them. */
  public static void send(Exchange exchange, int status, Tokens tokens) {
    if (exchange.answersInCookies()) {
      keep(exchange, tokens);
      exchange.json(status, of(tokens, null, null));
    } else {
      tokens.device().ifPresent(exchange::remember);
      exchange.json(status, of(tokens));
    }
  }

  /** Puts the tokens in cookies, beside whatever the answer is. */
  public static void keep(Exchange exchange, Tokens tokens) {
    exchange.setCookie(AuthCookie.ACCESS, tokens.accessToken(), accessLife(tokens));
    exchange.setCookie(AuthCookie.REFRESH, tokens.refreshToken(), refreshLife(tokens));
    tokens.device().ifPresent(exchange::remember);
  }

  private static TokenResponse of(Tokens tokens) {
    return of(tokens, tokens.accessToken(), tokens.refreshToken());
  }

  private static TokenResponse of(
      Tokens tokens, @Nullable String accessToken, @Nullable String refreshToken) {
    return new TokenResponse(
        accessToken,
        "Bearer",
        accessLife(tokens).toSeconds(),
        refreshToken,
        refreshLife(tokens).toSeconds(),
        tokens.session().id().value(),
        UserResponse.of(tokens.user()));
  }

  private static Duration accessLife(Tokens tokens) {
    return Duration.between(tokens.issuedAt(), tokens.accessExpiresAt());
  }

  private static Duration refreshLife(Tokens tokens) {
    return Duration.between(tokens.issuedAt(), tokens.refreshExpiresAt());
  }

  @Override
  public String toString() {
    return "TokenResponse[session=" + sessionId + "]";
  }
}
