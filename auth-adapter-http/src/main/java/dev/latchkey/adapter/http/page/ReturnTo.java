package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.routing.Parameter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a sign-in may lead back to, each by its whole path. What a request asks for is
 * compared with these and never put together to an address.
 */
public final class ReturnTo {
  /** Where somebody goes who asks for no other. */
  public static final String ACCOUNT = Room.ACCOUNT.path();

  /** What pages that lead back take of their query. */
  public static final Parameter PARAMETER =
      new Parameter(
          Parameter.Place.QUERY,
          "return_to",
          "The path of the page to go back to; one that is not ours is passed over.",
          new Parameter.Form.Text());

  private static final Set<String> PAGES =
      Stream.of(Room.values()).map(Room::path).collect(Collectors.toUnmodifiableSet());

  private ReturnTo() {}

  /** All of them. */
  public static Set<String> pages() {
    return PAGES;
  }

  /** The page that a path of ours is, or that its form is on; else the account. */
  public static String nearest(String path) {
    var end = path.length();
    while (end > 0 && !PAGES.contains(path.substring(0, end))) {
      end = path.lastIndexOf('/', end - 1);
    }
    return end > 0 ? path.substring(0, end) : ACCOUNT;
  }

  /** The page that is asked for, if it is one of these; else the account. */
  public static String page(@Nullable String asked) {
    return asked != null && PAGES.contains(asked) ? asked : ACCOUNT;
  }
}
