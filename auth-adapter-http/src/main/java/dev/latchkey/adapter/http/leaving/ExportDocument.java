package dev.latchkey.adapter.http.leaving;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.latchkey.adapter.http.routing.JsonDocument;
import dev.latchkey.application.leaving.ExportPersonalData.Export;
import dev.latchkey.domain.leaving.PersonalData.Category;
import java.io.IOException;
import java.util.Locale;

/**
 * Everything about a person as one JSON document: a list for each category, whose name it has. The
 * last field says that nothing is missing; a document that broke off has none, and is no JSON.
 */
record ExportDocument(Export export) implements JsonDocument {
  private static final int FORMAT = 1;

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writePOJOField("exported_at", export.at());
    json.writeStringField("user_id", export.user().value().toString());
    for (var category : Category.values()) {
      write(category, json);
    }
    json.writeBooleanField("complete", true);
    json.writeEndObject();
  }

  private void write(Category category, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(category.name().toLowerCase(Locale.ROOT));
    var records = export.records(category).iterator();
    while (records.hasNext()) {
      json.writePOJO(records.next().facts());
    }
    json.writeEndArray();
  }
}
