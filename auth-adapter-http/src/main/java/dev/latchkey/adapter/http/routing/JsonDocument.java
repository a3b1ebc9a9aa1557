package dev.latchkey.adapter.http.routing;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** An answer that is too long to be in memory: written piece by piece. */
@FunctionalInterface
public interface JsonDocument {
  /**
   * Writes all of it, from the first brace to the last.
   *
   * @throws IOException when the client takes no more
   */
  void write(JsonGenerator json) throws IOException;
}
