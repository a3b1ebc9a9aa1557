package dev.latchkey.bootstrap.settings;

import java.util.Map;
import java.util.Optional;

/** Where values come from: the environment, and for what it does not set the {@code .env} file. */
record Sources(Map<String, String> environment, EnvFile file) {

  /** A value as written, and in words where it was found. Blank means not set. */
  record Text(String value, String origin) {
    @Override
    public String toString() {
      return "Text[" + origin + "]";
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
