package dev.latchkey.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.domain.kernel.ClientHints;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Client hints as they lie in a column. Part of the inside of this module. */
public final class HintsJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private HintsJson() {}

  /** Null where there are none. */
  public static @Nullable String write(ClientHints hints) {
    try {
      return hints.isEmpty() ? null : JSON.writeValueAsString(hints.fields());
    } catch (JsonProcessingException textsCanBeWritten) {
      throw new UncheckedIOException(textsCanBeWritten);
    }
  }

  /** None where it is null. */
  public static ClientHints read(@Nullable String json) {
    try {
      return json == null ? ClientHints.none() : new ClientHints(JSON.readValue(json, TEXTS));
    } catch (JsonProcessingException postgresqlWritesJson) {
      throw new UncheckedIOException(postgresqlWritesJson);
    }
  }
}
