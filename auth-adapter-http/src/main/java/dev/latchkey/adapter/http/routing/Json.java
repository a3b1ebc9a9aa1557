package dev.latchkey.adapter.http.routing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;

/** Writes what we answer: snake_case, instants as ISO 8601 in UTC, nulls where a field has none. */
public final class Json {
  private final ObjectWriter writer =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build()
          .writer();

  public byte[] write(Object body) {
    try {
      return writer.writeValueAsBytes(body);
    } catch (JsonProcessingException ourOwnRecordsCanBeWritten) {
      throw new IllegalStateException(ourOwnRecordsCanBeWritten);
    }
  }

  /**
   * Writes piece by piece. What breaks off stays broken: nothing closes what was not closed, so
   * that nobody takes a part for the whole.
   */
  JsonGenerator stream(OutputStream out) throws IOException {
    return writer
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }
}
