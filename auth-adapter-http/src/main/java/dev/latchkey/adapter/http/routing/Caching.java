package dev.latchkey.adapter.http.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether an answer may be kept, by browsers and by whatever is between (RFC 9111). What everybody
 * may keep, everybody may read: such answers say so to pages of any origin, because a shared cache
 * could not tell them apart.
 *
 * @param publicFor how long anybody may keep it; empty: nobody, not for a moment
 * @param immutable whether it will not be another one meanwhile, so that nobody needs to ask
 */
public record Caching(Optional<Duration> publicFor, boolean immutable) {
  private static final Duration A_YEAR = Duration.ofDays(365);

  public static Caching never() {
    return new Caching(Optional.empty(), false);
  }

  public static Caching publiclyFor(Duration life) {
    return new Caching(Optional.of(life), false);
  }

  /** For what is named by its content: under that name there is never anything else. */
  public static Caching asNamed() {
    return new Caching(Optional.of(A_YEAR), true);
  }

  public boolean isPublic() {
    return publicFor.isPresent();
  }

  /** The value of Cache-Control. */
  public String header() {
    return publicFor
        .map(life -> "public, max-age=" + life.toSeconds() + (immutable ? ", immutable" : ""))
        .orElse("no-store");
  }
}
