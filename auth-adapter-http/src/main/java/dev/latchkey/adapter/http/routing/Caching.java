package dev.latchkey.adapter.http.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether an answer may be kept, by browsers and by whatever is between (RFC 9111). What everybody
 * may keep, everybody may read: such answers say so to pages of any origin, because a shared cache
 * could not tell them apart.
 *
 * @param publicFor how long anybody may keep it; empty: nobody, not for a moment
 */
public record Caching(Optional<Duration> publicFor) {

  public static Caching never() {
    return new Caching(Optional.empty());
  }

  public static Caching publiclyFor(Duration life) {
    return new Caching(Optional.of(life));
  }

  public boolean isPublic() {
    return publicFor.isPresent();
  }

  /** The value of Cache-Control. */
  public String header() {
    return publicFor.map(life -> "public, max-age=" + life.toSeconds()).orElse("no-store");
  }
}
