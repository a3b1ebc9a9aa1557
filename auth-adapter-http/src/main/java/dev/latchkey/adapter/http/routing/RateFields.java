package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.ratelimit.RateLimit;
import java.util.Map;

/**
 * What a refusal for too many requests says in structured fields
 * (draft-ietf-httpapi-ratelimit-headers): one policy for each route, whichever of its counts it was
 * that refused, and whoever kept it. So nobody learns whether it was his address, or an account.
 *
 * @param policy its name
 * @param limit its numbers
 */
public record RateFields(String policy, RateLimit limit) {

  /**
   * @param seconds as in Retry-After
   */
  Map<String, String> refusing(String seconds) {
    return Map.of(
        "RateLimit-Policy",
        "\"%s\";q=%d;w=%d".formatted(policy, limit.limit(), limit.window().toSeconds()),
        "RateLimit",
        "\"%s\";r=0;t=%s".formatted(policy, seconds));
  }
}
