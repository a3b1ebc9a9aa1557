package dev.latchkey.adapter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hops that a {@code Forwarded} header tells of (RFC 7239). All of it is read, or nothing: half
 * an understanding of who says what is none.
 */
final class ForwardedHeader {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

  /** Addresses with colons or brackets belong in quotes; without them they are often sent. */
  private static final String BARE = "[!#$%&'*+.^_`|~0-9A-Za-z:\\[\\]-]++";

  private static final Pattern PAIR =
      Pattern.compile(
          "[ \\t]*+(?:(?<name>%s)=(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<bare>%s)))?+[ \\t]*+(?<end>[;,]|\\z)"
              .formatted(TOKEN, BARE));

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private final List<String> hops = new ArrayList<>();
  private @Nullable String hop;

  private ForwardedHeader() {}

  /**
   * The text of each {@code for}, from the client's to the last proxy's.
   *
   * @param values of the headers of that name, in their order
   * @return nothing when they cannot be read; a hop that does not say for whom is an empty text
   */
  static Optional<List<String>> hops(List<String> values) {
    var header = new ForwardedHeader();
    return header.reads(String.join(",", values))
        ? Optional.of(List.copyOf(header.hops))
        : Optional.empty();
  }

  private boolean reads(String text) {
    var pair = PAIR.matcher(text);
    while (pair.lookingAt() && takes(pair)) {
      if (pair.group("end").isEmpty()) {
        return true;
      }
      pair.region(pair.end(), text.length());
    }
    return false;
  }

  /** A hop that says twice for whom it is says nothing. */
  private boolean takes(Matcher pair) {
    if ("for".equalsIgnoreCase(pair.group("name"))) {
      if (hop != null) {
        return false;
      }
      hop = value(pair);
    }
    if (!pair.group("end").equals(";")) {
      hops.add(hop == null ? "" : hop);
      hop = null;
    }
    return true;
  }

  private static String value(Matcher pair) {
    var quoted = pair.group("quoted");
    return quoted == null ? pair.group("bare") : ESCAPED.matcher(quoted).replaceAll("$1");
  }
}
