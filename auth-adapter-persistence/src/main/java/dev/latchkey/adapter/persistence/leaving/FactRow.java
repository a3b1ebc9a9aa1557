package dev.latchkey.adapter.persistence.leaving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.MapType;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.leaving.PersonalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads any row as the facts in its columns, each by its type. */
final class FactRow implements RowMapper<PersonalRecord> {
  private static final String KEY = "record_key";

  private final ObjectMapper json = JsonMapper.builder().build();
  private final MapType object =
      json.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class);

  @Override
  public PersonalRecord map(ResultSet row, StatementContext context) throws SQLException {
    var columns = row.getMetaData();
    var facts = new LinkedHashMap<String, Object>();
    for (var position = 1; position <= columns.getColumnCount(); position++) {
      var name = columns.getColumnLabel(position);
      var fact = fact(row, name, columns.getColumnTypeName(position));
      if (fact != null && !name.equals(KEY)) {
        facts.put(name, fact);
      }
    }
    return new PersonalRecord(row.getString(KEY), facts);
  }

  private @Nullable Object fact(ResultSet row, String name, String type) throws SQLException {
    return switch (type) {
      case "timestamptz" -> Rows.instantOrNull(row, name);
      case "jsonb" -> object(row.getString(name));
      case "_text", "_timestamptz" -> list(row.getArray(name));
      default -> row.getObject(name);
    };
  }

  private static @Nullable List<Object> list(@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    return Arrays.stream((Object[]) array.getArray())
        .<Object>map(item -> item instanceof Timestamp instant ? instant.toInstant() : item)
        .toList();
  }

  private @Nullable Map<String, Object> object(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return json.readValue(text.getBytes(StandardCharsets.UTF_8), object);
    } catch (IOException postgresqlWritesJson) {
      throw new UncheckedIOException(postgresqlWritesJson);
    }
  }
}
