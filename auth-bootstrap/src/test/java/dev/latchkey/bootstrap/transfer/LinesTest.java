package dev.latchkey.bootstrap.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void lines_end_with_a_newline_a_carriage_return_before_it_or_the_end_of_the_file()
      throws IOException {
    assertThat(read("a\nb\r\n\nc"))
        .containsExactly(text(1, "a"), text(2, "b"), text(3, ""), text(4, "c"));
    assertThat(read("a\n")).containsExactly(text(1, "a"));
    assertThat(read("")).isEmpty();
  }

  @Test
  void a_byte_order_mark_is_dropped_at_the_beginning_and_nowhere_else() throws IOException {
    assertThat(read("\ufeffa\n\ufeffb")).containsExactly(text(1, "a"), text(2, "\ufeffb"));
    assertThat(read("\ufeff\r\n")).containsExactly(text(1, ""));
  }

  @Test
  void what_is_not_utf_8_costs_its_own_line_only() throws IOException {
    var bytes = "a\nb\u00e9\nc\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(read(bytes))
        .containsExactly(text(1, "a"), new Line.Unreadable(2, "not UTF-8"), text(3, "c"));
  }

  @Test
  void a_line_that_is_too_long_is_not_kept_and_the_next_one_is_read() throws IOException {
    var most = "x".repeat(Lines.LONGEST);

    assertThat(read(most + "\nb")).containsExactly(text(1, most), text(2, "b"));
    assertThat(read("x".repeat(20_000_000) + "\nb"))
        .containsExactly(new Line.Unreadable(1, "longer than 65536 bytes"), text(2, "b"));
    assertThat(read(most + "x")).containsExactly(new Line.Unreadable(1, "longer than 65536 bytes"));
  }

  private static Line text(long number, String text) {
    return new Line.Text(number, text);
  }

  private static List<Line> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Line> read(byte[] bytes) throws IOException {
    var lines = new Lines(new ByteArrayInputStream(bytes));
    var all = new ArrayList<Line>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }
}
