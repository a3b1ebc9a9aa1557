package dev.latchkey.adapter.http.routing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How tokens travel. */
public enum Transport {
  /** In bodies and in the Authorization header. The usual one. */
  BEARER,
  /** In cookies that no script can read, and then in no body. */
  COOKIE;

  /** The header by which a client asks for one of them. */
  public static final String HEADER = "X-Auth-Transport";

  public static Optional<Transport> of(String asked) {
    return Arrays.stream(values())
        .filter(transport -> transport.name().toLowerCase(Locale.ROOT).equals(asked))
        .findFirst();
  }
}
