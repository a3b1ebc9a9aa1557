package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.util.List;

/** The schema lacks steps that this version needs, and it is not ours to apply them. */
public final class SchemaBehindException extends InfrastructureException {
  private static final long serialVersionUID = 1L;

  SchemaBehindException(String schema, List<String> missing) {
    super(
        "the schema %s lacks %d of our steps, the first is %s: apply %s to it, history in %s"
            .formatted(
                schema,
                missing.size(),
                missing.getFirst(),
                Migrations.LOCATION,
                Migrations.HISTORY));
  }
}
