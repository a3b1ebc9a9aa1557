package dev.latchkey.adapter.http.routing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which part of a list is asked for.
 *
 * @param limit items at most, 1 to 100
 * @param after the last item of the part before; empty: from the beginning
 */
public record Slice(int limit, Optional<UUID> after) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
  private static final int USUAL = 50;
  private static final int MOST = 100;

  /** By which a client says so. */
  public static final Parameter LIMIT_PARAMETER =
      new Parameter(
          Parameter.Place.QUERY,
          "limit",
          "Items at most.",
          new Parameter.Form.Whole(1, MOST, USUAL));

  /** By which a client goes on. */
  public static final Parameter CURSOR_PARAMETER =
      new Parameter(
          Parameter.Place.QUERY,
          "cursor",
          "`next_cursor` of the answer before; without it the list begins.",
          new Parameter.Form.Text());

  /** By the parameters {@code limit} and {@code cursor}; others are answered with 4xx. */
  public static Slice of(Exchange exchange) {
    return new Slice(limit(exchange), exchange.query("cursor").map(Cursor::read));
  }

  /** By the parameter {@code limit} alone, of lists that do not go on. */
  public static int limit(Exchange exchange) {
    return exchange.query("limit").map(Slice::limit).orElse(USUAL);
  }

  private static int limit(String text) {
    var limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(ProblemReply.invalid(List.of(FieldError.invalid("limit"))));
    }
    return limit;
  }
}
