package dev.latchkey.testkit.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link Json}, one character after the other. */
final class JsonReader {
  private static final int DEEPEST = 16;
  private static final Pattern NUMERAL =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,4})?");

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static Optional<Json> read(String text) {
    var reader = new JsonReader(text);
    try {
      var value = reader.value(0);
      reader.blanks();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (MalformedException malformed) {
      return Optional.empty();
    }
  }

  private Json value(int depth) throws MalformedException {
    require(depth <= DEEPEST);
    blanks();
    return switch (next()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Flag(true));
      case 'f' -> word("false", new Json.Flag(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> numeral();
    };
  }

  private Json members(int depth) throws MalformedException {
    var members = new LinkedHashMap<String, Json>();
    take('{');
    blanks();
    if (next() == '}') {
      take('}');
      return new Json.Members(members);
    }
    do {
      blanks();
      var name = string();
      blanks();
      take(':');
      require(members.put(name, value(depth + 1)) == null);
      blanks();
    } while (takes(','));
    take('}');
    return new Json.Members(members);
  }

  private Json items(int depth) throws MalformedException {
    List<Json> items = new ArrayList<>();
    take('[');
    blanks();
    if (next() == ']') {
      take(']');
      return Json.of(items);
    }
    do {
      items.add(value(depth + 1));
      blanks();
    } while (takes(','));
    take(']');
    return Json.of(items);
  }

  private String string() throws MalformedException {
    var string = new StringBuilder();
    take('"');
    while (next() != '"') {
      var character = next();
      require(character >= ' ');
      at++;
      string.append(character == '\\' ? escaped() : character);
    }
    take('"');
    return string.toString();
  }

  private char escaped() throws MalformedException {
    var character = next();
    at++;
    return switch (character) {
      case '"', '\\', '/' -> character;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw new MalformedException();
    };
  }

  private char hex() throws MalformedException {
    require(at + 4 <= text.length());
    var value = 0;
    for (var end = at + 4; at < end; at++) {
      var digit = Character.digit(text.charAt(at), 16);
      require(digit >= 0 && text.charAt(at) < 128);
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private Json numeral() throws MalformedException {
    Matcher numeral = NUMERAL.matcher(text).region(at, text.length());
    require(numeral.lookingAt());
    at = numeral.end();
    return new Json.Numeral(numeral.group());
  }

  private Json word(String word, Json meaning) throws MalformedException {
    require(text.startsWith(word, at));
    at += word.length();
    return meaning;
  }

  private boolean takes(char expected) throws MalformedException {
    var there = next() == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void take(char expected) throws MalformedException {
    require(takes(expected));
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() throws MalformedException {
    require(at < text.length());
    return text.charAt(at);
  }

  private static void require(boolean wellFormed) throws MalformedException {
    if (!wellFormed) {
      throw new MalformedException();
    }
  }
}
