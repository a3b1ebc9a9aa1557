package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the types of the domain out of a row. Part of the inside of this module. */
public final class Rows {
  private Rows() {}

  public static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Null where the column is null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant)
        .orElse(null);
  }

  /** What is no tag that we know is nobody's language: a user is not kept out for that. */
  public static @Nullable Language languageOrNull(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).flatMap(Language::parse).orElse(null);
  }

  public static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
