package dev.latchkey.adapter.http.device;

import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.domain.device.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an address is said to be; often wrong by a city, sometimes by a country. */
public record LocationResponse(
    @Nullable String city,
    @Nullable String region,
    @Nullable String country,
    @Told("ISO 3166-1, two letters.") @Nullable String countryCode) {

  public static final LocationResponse EXAMPLE =
      new LocationResponse("London", "England", "United Kingdom", "GB");

  /** Null when it is not known. */
  public static @Nullable LocationResponse of(Optional<Place> place) {
    return place
        .map(
            known ->
                new LocationResponse(
                    known.city(), known.region(), known.country(), known.countryCode()))
        .orElse(null);
  }
}
