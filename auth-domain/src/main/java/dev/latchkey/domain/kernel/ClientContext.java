package dev.latchkey.domain.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as far as we know: the client's address, its user agent, and the id
 * under which the request is logged.
 *
 * <p>All three are hints that a client may forge; nothing is decided by them. Each is cut at
 * {@value #LONGEST} characters, and what could break a line or turn its direction is gone, so that
 * it can be stored, logged and mailed.
 */
public record ClientContext(
    @Nullable String address, @Nullable String userAgent, @Nullable String requestId) {
  private static final int LONGEST = 512;

  public ClientContext {
    address = clean(address);
    userAgent = clean(userAgent);
    requestId = clean(requestId);
  }

  /** For work that no request asked for: schedules, the command line. */
  public static ClientContext none() {
    return new ClientContext(null, null, null);
  }

  private static @Nullable String clean(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var printable = new StringBuilder();
    text.codePoints()
        .filter(ClientContext::isPrintable)
        .limit(LONGEST)
        .forEach(printable::appendCodePoint);
    return printable.toString().isBlank() ? null : printable.toString();
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
