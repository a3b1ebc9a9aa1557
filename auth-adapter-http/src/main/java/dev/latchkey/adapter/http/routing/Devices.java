package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.device.DeviceToken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client keeps of earlier sign-ins: one token for each of the users who signed in there, the
 * latest first. In a cookie of its own, or in a header for clients that use no cookies.
 */
public final class Devices {

  /** Carries it in both directions where tokens travel in bodies. */
  public static final String HEADER = "X-Device-Token";

  /** Users of one browser that are remembered there. */
  private static final int MOST = 5;

  /** Longer than what we ever give out; the rest is not read. */
  private static final int LONGEST = 512;

  private static final String SEPARATOR = ".";

  private Devices() {}

  /** Reads what a client shows; what is no token of ours is passed over. */
  static List<DeviceToken> read(Optional<String> shown) {
    return shown
        .filter(text -> text.length() <= LONGEST)
        .map(text -> Arrays.stream(text.split("\\.", -1)))
        .orElseGet(Stream::empty)
        .flatMap(text -> DeviceToken.parse(text).stream())
        .limit(MOST)
        .toList();
  }

  /** What the client is to keep from now on. */
  static String write(DeviceToken latest, List<DeviceToken> shown) {
    return Stream.concat(Stream.of(latest), shown.stream())
        .map(DeviceToken::reveal)
        .distinct()
        .limit(MOST)
        .collect(Collectors.joining(SEPARATOR));
  }
}
