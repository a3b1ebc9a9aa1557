package dev.latchkey.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InMemoryTest {
  private static final Path SOURCE =
      Path.of("src/main/java/dev/latchkey/examples/memory/InMemory.java");

  @Test
  void somebody_signs_up_and_in() {
    var printed = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      InMemory.main(new String[0]);
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("SignedIn["));
  }

  @Test
  void it_takes_little_more_than_twenty_lines() throws IOException {
    var lines =
        Files.readString(SOURCE)
            .transform(source -> source.substring(source.indexOf("// begin: main")))
            .lines()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("//"))
            .count();

    assertThat(lines).isBetween(15L, 26L);
  }
}
