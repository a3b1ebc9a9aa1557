package dev.latchkey.adapter.http.device;

import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.application.device.DescribeClient.Described;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of a client. Hints, which anybody may forge; a template escapes them.
 *
 * @param device such as "Edge 140 on Windows 11"
 * @param from its place and its address; empty when neither is known
 */
public record ClientWords(String device, String from) {

  /** In the words of these texts. */
  public static ClientWords of(Described told, @Nullable String address, Texts texts) {
    return new ClientWords(
        device(told.device(), texts),
        from(told.place().map(place -> named(place, texts)), address));
  }

  private static String device(DeviceDescription device, Texts texts) {
    var browser = device.browser();
    var system = device.system();
    if (browser == null || system == null) {
      return Stream.of(browser, system)
          .filter(Objects::nonNull)
          .findFirst()
          .orElseGet(() -> texts.say("devices.unknown"));
    }
    return browser + " " + texts.say("devices.on") + " " + system;
  }

  private static String from(Optional<String> place, @Nullable String address) {
    return Stream.of(place.orElse(""), address == null ? "" : address)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static String named(Place place, Texts texts) {
    return Stream.of(place.city(), place.region(), country(place, texts))
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** As the reader calls it, where its code is known. */
  private static @Nullable String country(Place place, Texts texts) {
    var code = place.countryCode();
    if (code == null) {
      return place.country();
    }
    var name = Locale.of("", code).getDisplayCountry(texts.language());
    return name.equals(code) ? place.country() : name;
  }
}
