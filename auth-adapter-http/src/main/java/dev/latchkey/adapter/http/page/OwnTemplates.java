package dev.latchkey.adapter.http.page;

import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Templates that somebody else put into a folder, in place of ours of the same names. Each says for
 * which view model it was written, and reads no value that there is not.
 */
final class OwnTemplates {
  /** Raised when a template of before could lack a value, or get another under its name. */
  static final int VIEW_MODEL = 1;

  private static final String FIRST_LINE = "{# view-model: " + VIEW_MODEL + " #}";
  private static final String LAYOUT = "page/layout.peb";

  /** Beside what our layout reads. */
  private static final Set<String> ON_EVERY_PAGE = Set.of("t", "withPasskeys");

  private static final int LARGEST = 64 << 10;
  private static final int DEEPEST = 4;

  private final Templates ours = new Templates(Map.of());
  private final Templates all;

  private OwnTemplates(Map<String, String> own) {
    all = new Templates(own);
  }

  /**
   * Their texts by their names.
   *
   * @throws IllegalArgumentException when the folder or one of them cannot be used
   */
  static Map<String, String> read(Path folder) {
    var own = new TreeMap<String, String>();
    for (var file : files(folder)) {
      var name = name(folder, file);
      own.put(name, text(folder, file, name));
    }
    var templates = new OwnTemplates(own);
    own.keySet().forEach(templates::check);
    return Map.copyOf(own);
  }

  /** Without those that begin with a dot: where folders are mounted, they are not for us. */
  private static List<Path> files(Path folder) {
    try (var files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> !isHidden(folder.relativize(file)))
          .filter(file -> !Files.isDirectory(file))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      throw new IllegalArgumentException("it is no folder that can be read", unreadable);
    }
  }

  private static boolean isHidden(Path relative) {
    return parts(relative).anyMatch(part -> part.startsWith("."));
  }

  private static Stream<String> parts(Path path) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString);
  }

  private static String name(Path folder, Path file) {
    var name = String.join("/", parts(folder.relativize(file)).toList());
    if (!TemplateLoader.isOurs(name)) {
      throw OwnFile.refused(name, "no page has a template of that name");
    }
    return name;
  }

  private static String text(Path folder, Path file, String name) {
    try {
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw new IllegalArgumentException("it is a link that leads out of the folder");
      }
      var text = OwnFile.text(file, LARGEST);
      if (!text.lines().findFirst().map(String::stripTrailing).equals(Optional.of(FIRST_LINE))) {
        throw new IllegalArgumentException("its first line is not " + FIRST_LINE);
      }
      return text;
    } catch (IOException unreadable) {
      throw OwnFile.refused(name, "it is no file that can be read");
    } catch (IllegalArgumentException unusable) {
      throw OwnFile.refused(name, String.valueOf(unusable.getMessage()));
    }
  }

  private void check(String name) {
    try {
      var reading = TemplateReading.of(all, name);
      fault(name, reading)
          .ifPresent(
              fault -> {
                throw OwnFile.refused(name, fault);
              });
    } catch (PebbleException broken) {
      var line = broken.getLineNumber() == null ? "" : "line " + broken.getLineNumber() + ": ";
      throw OwnFile.refused(name, line + broken.getPebbleMessage());
    }
  }

  private Optional<String> fault(String name, TemplateReading reading) {
    var unknown = new TreeSet<>(reading.unknown());
    others(reading)
        .filter(other -> !TemplateLoader.isOurs(other))
        .forEach(other -> unknown.add("the template " + other));
    if (unknown.isEmpty() && leadsTo(name, name, new HashSet<>())) {
      return Optional.of("it would be part of itself");
    }
    var there = values(name);
    reading.values().stream().filter(path -> !there.contains(path)).forEach(unknown::add);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of("there is no such thing as " + String.join(", ", unknown));
  }

  private static Stream<String> others(TemplateReading reading) {
    return reading.others().stream().map(TemplateLoader::shortName);
  }

  /** Whether one extends or includes another, however many are between them. */
  private boolean leadsTo(String from, String to, Set<String> seen) {
    return TemplateLoader.isOurs(from)
        && seen.add(from)
        && others(TemplateReading.of(all, from))
            .anyMatch(other -> other.equals(to) || leadsTo(other, to, seen));
  }

  /** What ours of that name reads, what every page has, and every text. */
  private Set<String> values(String name) {
    var there = new HashSet<>(TemplateReading.of(ours, name).values());
    there.addAll(TemplateReading.of(ours, LAYOUT).values());
    there.addAll(ON_EVERY_PAGE);
    Texts.shipped(Locale.ENGLISH).keySet().forEach(key -> there.add("t." + key));
    return there;
  }
}
