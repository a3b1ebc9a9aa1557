package dev.latchkey.adapter.http.routing;

import java.util.List;

/**
 * What people are told about a route.
 *
 * @param summary a few words, without a full stop
 * @param description what else is to be known, in sentences; may be empty
 */
public record Words(
    Chapter chapter, String summary, String description, List<Parameter> parameters) {
  private static final int LONGEST = 60;

  public Words {
    if (summary.isBlank() || summary.length() > LONGEST || summary.endsWith(".")) {
      throw new IllegalArgumentException("not a summary: " + summary);
    }
    parameters = List.copyOf(parameters);
  }
}
