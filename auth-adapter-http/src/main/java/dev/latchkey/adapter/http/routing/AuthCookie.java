package dev.latchkey.adapter.http.routing;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The cookies that are ours, by what they carry. No script can read any of them. */
public enum AuthCookie {
  ACCESS,
  REFRESH,
  CONTINUATION,
  /** Which sign-up the pages are at; proves nothing. */
  REGISTRATION,
  /** What the browser is recognised by; signs nobody in, and outlives signing out. */
  DEVICE;

  /** Those that say who somebody is. */
  public static final Set<AuthCookie> OF_A_SESSION = Set.copyOf(EnumSet.of(ACCESS, REFRESH));

  String baseName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that prove something, and so have no business in a browser that is signed out. */
  public static final Set<AuthCookie> SECRETS =
      Collections.unmodifiableSet(EnumSet.of(ACCESS, REFRESH, CONTINUATION));

  /** Those that contradict a body which carries the same kind of secret. */
  Set<AuthCookie> rivals() {
    return OF_A_SESSION.contains(this) ? OF_A_SESSION : Set.of(this);
  }
}
