package dev.latchkey.bootstrap.settings;

import java.net.URI;
import java.util.regex.Pattern;

/** Tells what can be reached from this machine only, by its text: nothing is looked up. */
final class Loopback {
  private static final Pattern NAMES =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[?(?:::1|0:0:0:0:0:0:0:1)\\]?");

  private Loopback() {}

  static boolean is(String host) {
    return NAMES.matcher(host).matches();
  }

  static boolean is(URI url) {
    return is(url.getHost());
  }
}
