package dev.latchkey.adapter.http.routing;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The cookies that are ours, by what they carry. No script can read any of them. */
public enum AuthCookie {
  ACCESS,
  REFRESH,
  CONTINUATION;

  /** Those that say who somebody is. */
  public static final Set<AuthCookie> OF_A_SESSION = Set.copyOf(EnumSet.of(ACCESS, REFRESH));

  String baseName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that contradict a body which carries the same kind of secret. */
  Set<AuthCookie> rivals() {
    return this == CONTINUATION ? Set.of(CONTINUATION) : OF_A_SESSION;
  }
}
