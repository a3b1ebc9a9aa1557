package dev.latchkey.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where values come from: the environment, for what it does not set the {@code .env} file, and for
 * some of what neither sets a file of their own.
 *
 * @param folder where relative paths start
 */
record Sources(Map<String, String> environment, EnvFile file, Path folder) {
  private static final int LONGEST_FILE = 64 << 10;

  /** A value as written, and in words where it was found. Blank means not set. */
  record Text(String value, String origin) {
    @Override
    public String toString() {
      return "Text[" + origin + "]";
    }
  }

  /**
   * What is written for a setting.
   *
   * @throws IllegalArgumentException when it is in a file that cannot be used; the message says
   *     why, in words that go on from "the file …"
   */
  Optional<Text> find(Setting<?> setting) {
    var written = find(setting.name());
    return setting.isAlsoInFile() ? written.or(() -> inFile(setting)) : written;
  }

  /** In the file that is named, else in the usual one if that is there. */
  private Optional<Text> inFile(Setting<?> setting) {
    return find(setting.fileName())
        .map(named -> content(folder.resolve(Syntaxes.path().parse(named.value()))))
        .or(() -> usual(setting).filter(Files::exists).map(Sources::content))
        .filter(text -> !text.value().isBlank());
  }

  private Optional<Path> usual(Setting<?> setting) {
    return Optional.of(folder.resolve("secrets").resolve(setting.name() + ".txt"));
  }

  private static Text content(Path path) {
    try {
      Syntaxes.require(Files.size(path) <= LONGEST_FILE, "is too long");
      return new Text(Files.readString(path).strip(), "its file");
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot be read as text");
    }
  }

  Optional<Text> find(String name) {
    return fromEnvironment(name).or(() -> fromFile(name)).filter(text -> !text.value().isBlank());
  }

  private Optional<Text> fromEnvironment(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(value -> new Text(value, "the environment"));
  }

  private Optional<Text> fromFile(String name) {
    return Optional.ofNullable(file.entries().get(name))
        .map(entry -> new Text(entry.value(), "line " + entry.line() + " of the .env file"));
  }

  @Override
  public String toString() {
    return "Sources[redacted]";
  }
}
