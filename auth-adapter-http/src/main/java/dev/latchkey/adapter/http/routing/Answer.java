package dev.latchkey.adapter.http.routing;

import java.util.List;
import java.util.Optional;

/**
 * What a route may answer with: successes, and pages that refuse.
 *
 * @param meaning what it says, in a sentence
 */
public record Answer(int status, String meaning, Content content) {

  /** What is in it. */
  public sealed interface Content {
    /** Nothing: the status says it all. */
    record Nothing() implements Content {}

    /** A record, written as JSON. */
    record Json(Object example) implements Content {}

    /**
     * Something that is written elsewhere: a page, a file.
     *
     * @param mediaTypes one of them
     */
    record Ready(List<String> mediaTypes) implements Content {
      public Ready {
        mediaTypes = List.copyOf(mediaTypes);
      }
    }
  }

  /** Whether it is a page, or may be one. */
  boolean isPage() {
    return content instanceof Content.Ready(var mediaTypes) && mediaTypes.contains("text/html");
  }

  /** The record that is written; empty when it is something else. */
  public Optional<Class<?>> type() {
    return content instanceof Content.Json(var example)
        ? Optional.of(example.getClass())
        : Optional.empty();
  }
}
