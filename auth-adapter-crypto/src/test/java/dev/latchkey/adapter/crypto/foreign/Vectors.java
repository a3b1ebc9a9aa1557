package dev.latchkey.adapter.crypto.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hashes that other implementations made; how is told beside them. */
final class Vectors {
  private static final Path FOLDER = Path.of("src/test/resources/foreign-hashes");
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");

  private Vectors() {}

  /** A hash, and the password that it is of. */
  record Vector(String what, String password, String hash) {
    byte[] bytes() {
      return password.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return what + " of " + password.length() + " characters";
    }
  }

  static List<Vector> all() {
    return Stream.of("vectors.tsv", "spring.tsv")
        .flatMap(Vectors::lines)
        .map(Vectors::read)
        .toList();
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(FOLDER.resolve(file)).stream();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Vector read(String line) {
    var columns = line.split("\t", -1);
    var json = columns[1].substring(1, columns[1].length() - 1);
    var password =
        ESCAPED
            .matcher(json)
            .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    return new Vector(columns[0], password, columns[2]);
  }
}
