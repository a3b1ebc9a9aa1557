package dev.latchkey.domain.device;

import org.jspecify.annotations.Nullable;

/**
 * Where an address is in use, as far as somebody's database knows; often wrong by a city, sometimes
 * by a country.
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
    @Nullable String countryCode) {}
