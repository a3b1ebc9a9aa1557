package dev.latchkey.adapter.persistence;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.latchkey.domain.kernel.ClientHints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Client hints as they lie in a column. Part of the inside of this module. */
public final class HintsJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HintsJson() {}

  /** Null where there are none. */
  public static @Nullable String write(ClientHints hints) {
    if (hints.isEmpty()) {
      return null;
    }
    var json = JsonNodeFactory.instance.objectNode();
    hints.fields().forEach(json::put);
    return json.toString();
  }

  /** None where it is null. */
  public static ClientHints read(@Nullable String json) {
    return json == null ? ClientHints.none() : parsed(json);
  }

  private static ClientHints parsed(String json) {
    var fields = new HashMap<String, String>();
    try {
      JSON.readTree(json.getBytes(StandardCharsets.UTF_8))
          .properties()
          .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    } catch (IOException postgresqlWritesJson) {
      throw new UncheckedIOException(postgresqlWritesJson);
    }
    return new ClientHints(fields);
  }
}
