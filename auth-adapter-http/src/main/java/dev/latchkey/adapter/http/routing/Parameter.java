package dev.latchkey.adapter.http.routing;

/**
 * A parameter of a route, in its path or in its query.
 *
 * @param about what it is, in a sentence
 */
public record Parameter(Place place, String name, String about, Form form) {

  /** Where it stands. Those in the path cannot be left out, those in the query can. */
  public enum Place {
    PATH,
    QUERY
  }

  /** What its text may be. */
  public sealed interface Form {
    /** An id. */
    record Id() implements Form {}

    /** Any text. */
    record Text() implements Form {}

    /** A whole number. */
    record Whole(int least, int most, int usual) implements Form {}
  }

  /** An id in the path. */
  public static Parameter id(String name, String about) {
    return new Parameter(Place.PATH, name, about, new Form.Id());
  }
}
