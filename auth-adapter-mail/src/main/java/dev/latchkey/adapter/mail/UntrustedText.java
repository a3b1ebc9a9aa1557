package dev.latchkey.adapter.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that a stranger chose and that we mail to somebody else: one line, short, and nothing in it
 * that a mail client would turn into a link. Escaping for HTML comes on top, in the template.
 */
final class UntrustedText {
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_AGENT = 160;
  private static final int LONGEST_PLACE = 120;

  /** What clients make links of: a full stop, colon or at sign with letters or slashes behind. */
  private static final Pattern LINKING =
      Pattern.compile("([.:@\\u3002\\uff0e\\uff61\\uff1a\\uff20])(?=[\\p{L}/\\\\\\uff0f])");

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private UntrustedText() {}

  static String name(String name) {
    return tamed(name, LONGEST_NAME);
  }

  static String agent(@Nullable String agent) {
    return agent == null ? "" : tamed(agent, LONGEST_AGENT);
  }

  static String place(String place) {
    return tamed(place, LONGEST_PLACE);
  }

  /** An IP address, or nothing. */
  static String address(@Nullable String address) {
    return address != null && ADDRESS.matcher(address).matches() ? address : "";
  }

  private static String tamed(String text, int longest) {
    var line = LINKING.matcher(PlainLine.of(text)).replaceAll("$1 ");
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest)) + "…";
  }
}
