package dev.latchkey.domain.leaving;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that is stored about a person, in words that he may read.
 *
 * @param key in its category; records are read in the order of their keys, by their code points
 * @param facts by name, in snake_case: texts, numbers, booleans, instants, UUIDs, and lists and
 *     maps of those; what is not there is left out. Never a secret or a digest of one
 */
public record PersonalRecord(String key, Map<String, Object> facts) {
  public PersonalRecord {
    // Map.copyOf would forget the order.
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
