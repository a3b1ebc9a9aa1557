package dev.latchkey.adapter.http.leaving;

import dev.latchkey.adapter.http.routing.Examples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an export looks like; it is never in memory like this, {@link ExportDocument} writes it
 * piece by piece. Each record is its facts by name.
 *
 * @param format of this document; a change that readers must know of raises it
 * @param complete always true, and last: what lacks it broke off
 */
record ExportResponse(
    int format,
    Instant exportedAt,
    UUID userId,
    List<Map<String, Object>> profile,
    List<Map<String, Object>> credentials,
    List<Map<String, Object>> passkeys,
    List<Map<String, Object>> sessions,
    List<Map<String, Object>> devices,
    List<Map<String, Object>> registrations,
    List<Map<String, Object>> attemptCounters,
    List<Map<String, Object>> deletion,
    List<Map<String, Object>> notices,
    List<Map<String, Object>> addresses,
    List<Map<String, Object>> deliveries,
    List<Map<String, Object>> auditTrail,
    boolean complete) {

  static final ExportResponse EXAMPLE =
      new ExportResponse(
          1,
          Examples.THEN,
          Examples.USER,
          List.of(Map.of("email", Examples.EMAIL, "name", Examples.NAME, "status", "ACTIVE")),
          List.of(),
          List.of(Map.of("name", "Laptop", "added_at", Examples.BEFORE)),
          List.of(Map.of("id", Examples.SESSION, "created_at", Examples.BEFORE)),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          true);
}
