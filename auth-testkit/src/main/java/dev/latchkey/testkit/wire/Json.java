package dev.latchkey.testkit.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** JSON (RFC 8259), read strictly and written without blanks; {@code toString} writes it. */
public sealed interface Json {

  /** Reads one whole value; empty for anything else, and for a member that is there twice. */
  static Optional<Json> read(String text) {
    return JsonReader.read(text);
  }

  /** Reads one object; empty for anything else. */
  static Optional<Members> readMembers(String text) {
    return read(text).filter(Members.class::isInstance).map(Members.class::cast);
  }

  /** An object without members, to start from. */
  static Members members() {
    return new Members(Map.of());
  }

  static Json of(String text) {
    return new Text(text);
  }

  static Json of(List<? extends Json> items) {
    return new Items(List.copyOf(items));
  }

  /** An object. */
  record Members(Map<String, Json> all) implements Json {
    public Members {
      all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public Optional<String> text(String name) {
      return find(name, Text.class).map(Text::value);
    }

    public Optional<Boolean> flag(String name) {
      return find(name, Flag.class).map(Flag::value);
    }

    public Optional<Members> members(String name) {
      return find(name, Members.class);
    }

    /** Empty also when it is not there, or no array. */
    public List<Json> items(String name) {
      return find(name, Items.class).map(Items::all).orElse(List.of());
    }

    /** Those items that are objects. */
    public List<Members> eachOf(String name) {
      return items(name).stream()
          .filter(Members.class::isInstance)
          .map(Members.class::cast)
          .toList();
    }

    /** Those items that are texts. */
    public List<String> textsOf(String name) {
      return items(name).stream()
          .filter(Text.class::isInstance)
          .map(item -> ((Text) item).value())
          .toList();
    }

    /** Whole numbers only. */
    public Optional<Long> whole(String name) {
      return find(name, Numeral.class).flatMap(Numeral::whole);
    }

    public Members with(String name, Json value) {
      var changed = new LinkedHashMap<>(all);
      changed.put(name, value);
      return new Members(changed);
    }

    public Members with(String name, String value) {
      return with(name, new Text(value));
    }

    public Members with(String name, boolean value) {
      return with(name, new Flag(value));
    }

    public Members with(String name, long value) {
      return with(name, new Numeral(Long.toString(value)));
    }

    public Members without(String name) {
      var changed = new LinkedHashMap<>(all);
      changed.remove(name);
      return new Members(changed);
    }

    private <T extends Json> Optional<T> find(String name, Class<T> kind) {
      return Optional.ofNullable(all.get(name)).filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public String toString() {
      return all.entrySet().stream()
          .map(member -> Text.quoted(member.getKey()) + ":" + member.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }
  }

  /** An array. */
  record Items(List<Json> all) implements Json {
    @Override
    public String toString() {
      return all.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /** A string. */
  record Text(String value) implements Json {
    static String quoted(String text) {
      var quoted = new StringBuilder("\"");
      text.chars().forEach(character -> quoted.append(escaped((char) character)));
      return quoted.append('"').toString();
    }

    private static String escaped(char character) {
      return switch (character) {
        case '"' -> "\\\"";
        case '\\' -> "\\\\";
        default ->
            character < ' ' || Character.isSurrogate(character)
                ? "\\u%04x".formatted((int) character)
                : Character.toString(character);
      };
    }

    @Override
    public String toString() {
      return quoted(value);
    }
  }

  /** A number, as it is written. */
  record Numeral(String digits) implements Json {
    Optional<Long> whole() {
      try {
        return Optional.of(Long.parseLong(digits));
      } catch (NumberFormatException fractionOrTooLarge) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return digits;
    }
  }

  /** True or false. */
  record Flag(boolean value) implements Json {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** What JSON calls null. */
  record Nothing() implements Json {
    @Override
    public String toString() {
      return "null";
    }
  }
}
