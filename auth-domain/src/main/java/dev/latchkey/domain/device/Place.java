package dev.latchkey.domain.device;

import dev.latchkey.domain.kernel.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Where an address is in use, as far as somebody's database knows; often wrong by a city, sometimes
 * by a country. Short, printable text.
 *
 * @param city in English
 * @param region the largest part of the country, in English
 * @param country in English
 * @param countryCode ISO 3166-1, two letters
 */
public record Place(
    @Nullable String city,
    @Nullable String region,
    @Nullable String country,
    @Nullable String countryCode) {
  private static final int LONGEST = 128;

  public Place {
    city = PrintableText.of(city, LONGEST);
    region = PrintableText.of(region, LONGEST);
    country = PrintableText.of(country, LONGEST);
    countryCode = PrintableText.of(countryCode, LONGEST);
  }
}
