import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * google-java-format over every Java file of the house: {@code check} names what is not formatted and
 * fails, {@code apply} formats it.
 *
 * <p>A program of its own, because the build may run on a JDK whose parser is older than our sources,
 * and formatters that live inside Maven parse with that one.
 */
final class Format {
  public static void main(String[] arguments) throws Exception {
    var apply = arguments[0].equals("apply");
    var formatter = new Formatter();
    var changed = new ArrayList<Path>();
    for (var file : javaFiles(Path.of(arguments[1]))) {
      var before = Files.readString(file);
      var after = formatted(formatter, file, before);
      if (!after.equals(before)) {
        changed.add(file);
        if (apply) {
          Files.writeString(file, after);
        }
      }
    }
    changed.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
    if (!apply && !changed.isEmpty()) {
      System.out.println("run: mvn -N validate -Dlatchkey.format=apply");
      System.exit(1);
    }
  }

  private static String formatted(Formatter formatter, Path file, String source) {
    try {
      return formatter.formatSource(
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE));
    } catch (FormatterException unreadable) {
      System.out.println("cannot read " + file + ": " + unreadable.getMessage());
      System.exit(1);
      throw new AssertionError(unreadable);
    }
  }

  private static List<Path> javaFiles(Path root) throws Exception {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
