package dev.latchkey.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: lines of {@code NAME=value}, blank lines, and comments that start with
 * {@code #}. A value may stand in quotes; outside of quotes {@code #} starts a comment. Nothing is
 * expanded.
 *
 * <p>Read here, since the libraries for it let the last of two lines with one name win without a
 * word.
 */
record EnvFile(Map<String, Entry> entries, List<Fault> faults) {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(?<value>.*)");
  private static final Pattern QUOTED =
      Pattern.compile("(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)')\\s*(?:#.*)?");
  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*$");

  /** A value and the line that it is on. */
  record Entry(String value, int line) {
    @Override
    public String toString() {
      return "Entry[line=" + line + "]";
    }
  }

  static EnvFile none() {
    return new EnvFile(Map.of(), List.of());
  }

  static EnvFile read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException unreadable) {
      return new EnvFile(
          Map.of(),
          List.of(
              new Fault(
                  file.toString(),
                  "The file cannot be read as UTF-8 text.",
                  "Check that it exists and who may read it.")));
    }
  }

  private static EnvFile parse(Path file, List<String> lines) {
    var entries = new LinkedHashMap<String, Entry>();
    var faults = new ArrayList<Fault>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).replace("\ufeff", "").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        take(file, line, i + 1, entries).ifPresent(faults::add);
      }
    }
    return new EnvFile(Map.copyOf(entries), List.copyOf(faults));
  }

  private static Optional<Fault> take(
      Path file, String line, int number, Map<String, Entry> entries) {
    var match = LINE.matcher(line);
    if (!match.matches()) {
      return Optional.of(
          new Fault(file + ", line " + number, "This is no setting.", "Write NAME=value."));
    }
    var name = match.group("name");
    var before = entries.putIfAbsent(name, new Entry(plain(match.group("value")), number));
    return before == null
        ? Optional.empty()
        : Optional.of(
            new Fault(
                name,
                "It is set twice in %s, on lines %d and %d, and only one can count."
                    .formatted(file, before.line(), number),
                "Remove one of them."));
  }

  private static String plain(String written) {
    var quoted = QUOTED.matcher(written);
    if (quoted.matches()) {
      var inside = quoted.group("double");
      return inside == null ? quoted.group("single") : inside;
    }
    return COMMENT.matcher(written).replaceFirst("").strip();
  }
}
