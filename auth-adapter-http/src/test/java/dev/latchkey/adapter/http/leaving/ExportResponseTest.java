package dev.latchkey.adapter.http.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.leaving.PersonalData.Category;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportResponseTest {
  @Test
  void the_form_that_is_told_has_every_category_that_is_written_in_its_order() {
    var told =
        Arrays.stream(ExportResponse.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    var categories = Arrays.stream(Category.values()).map(c -> c.name().toLowerCase(Locale.ROOT));
    var written =
        Stream.of(Stream.of("format", "exported_at", "user_id"), categories, Stream.of("complete"))
            .flatMap(names -> names);

    assertThat(told).isEqualTo(List.copyOf(written.toList()));
  }
}
