package dev.latchkey.adapter.http.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.adapter.http.routing.Told;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records as schemas: exactly what is read and written, or nothing at all. */
class SchemasTest {
  private final Schemas schemas = new Schemas();

  record Inner(int number) {}

  record Sent(@NotNull @Size(max = 10) String text, @Nullable Instant when, Inner inner) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Sparse(@Told(value = "Where.", format = "uri") @Nullable String there, boolean here) {}

  record Full(@Nullable Inner inner, List<UUID> ids, @JsonUnwrapped Sparse more) {}

  record Timed(Duration duration) {}

  record Bounded(@Positive int number) {}

  static final class Elsewhere {
    record Inner(String text) {}
  }

  @Test
  void what_is_sent_to_us_is_closed_and_what_may_be_null_may_be_missing() {
    assertThat(schemas.ofRequest(Sent.class).toString())
        .isEqualTo("{\"$ref\":\"#/components/schemas/Sent\"}");
    assertThat(named("Sent"))
        .isEqualTo(
            "{'type':'object','required':['text','inner'],'properties':{"
                + "'text':{'type':'string','minLength':0,'maxLength':10},"
                + "'when':{'type':['string','null'],'format':'date-time'},"
                + "'inner':{'$ref':'#/components/schemas/Inner'}},"
                + "'additionalProperties':false}");
    assertThat(named("Inner")).contains("'additionalProperties':false");
  }

  @Test
  void what_we_send_is_open_and_what_may_be_null_is_there() {
    schemas.ofAnswer(Full.class);

    assertThat(named("Full"))
        .isEqualTo(
            "{'type':'object','required':['inner','ids','here'],'properties':{"
                + "'inner':{'anyOf':[{'$ref':'#/components/schemas/Inner'},{'type':'null'}]},"
                + "'ids':{'type':'array','items':{'type':'string','format':'uuid'}},"
                + "'there':{'type':'string','format':'uri','description':'Where.'},"
                + "'here':{'type':'boolean'}}}");
  }

  @Test
  void what_is_left_out_when_null_is_never_null() {
    schemas.ofAnswer(Sparse.class);

    assertThat(named("Sparse")).contains("'required':['here']").doesNotContain("'null'");
  }

  @Test
  void two_records_of_one_name_are_refused() {
    schemas.ofAnswer(Inner.class);
    schemas.ofAnswer(Inner.class);

    assertThatThrownBy(() -> schemas.ofAnswer(Elsewhere.Inner.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Inner");
  }

  @Test
  void a_type_or_a_constraint_without_words_for_it_is_refused() {
    assertThatThrownBy(() -> schemas.ofAnswer(Timed.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Duration");
    assertThatThrownBy(() -> schemas.ofRequest(Bounded.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Positive");
  }

  private String named(String name) {
    return schemas.named().path(name).toString().replace('"', '\'');
  }
}
