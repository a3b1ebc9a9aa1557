package dev.latchkey.adapter.http.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What browsers and authenticators say to each other, which we hand on as it is: objects of which
 * only the ceremony knows what is in them.
 */
public final class CeremonyJson {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final JsonMapper mapper = new JsonMapper();

  /** The object that a ceremony wrote. */
  Map<String, Object> object(String text) {
    try {
      return mapper.readValue(text, OBJECT);
    } catch (JsonProcessingException ceremoniesWriteJson) {
      throw new IllegalStateException(ceremoniesWriteJson);
    }
  }

  /** An object that was read from a body, as text again. */
  public String text(Map<String, Object> object) {
    try {
      return mapper.writeValueAsString(object);
    } catch (JsonProcessingException itWasJson) {
      throw new IllegalStateException(itWasJson);
    }
  }
}
