package dev.latchkey.adapter.mail;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates say with: {@code say("key")} is the text of that key in the language of the mail,
 * with the variables of the template as its values; {@code | wrap} breaks a text into lines. What
 * is said is escaped like every other value.
 */
final class MailWords extends AbstractExtension {
  private static final int LINE = 78;

  private final Map<Locale, Messages> languages;

  MailWords(Map<Locale, Messages> languages) {
    this.languages = languages;
  }

  @Override
  public Map<String, Function> getFunctions() {
    return Map.of("say", new Say());
  }

  @Override
  public Map<String, Filter> getFilters() {
    return Map.of("wrap", new Wrap());
  }

  private final class Say implements Function {
    @Override
    public List<String> getArgumentNames() {
      return List.of("key");
    }

    @Override
    public Object execute(
        Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
      var messages = languages.get(context.getLocale());
      if (messages == null) {
        throw new IllegalStateException("no messages in " + context.getLocale());
      }
      return messages.say(String.valueOf(arguments.get("key")), context::getVariable);
    }
  }

  private static final class Wrap implements Filter {
    @Override
    public @Nullable List<String> getArgumentNames() {
      return null;
    }

    @Override
    public Object apply(
        Object input,
        Map<String, Object> arguments,
        PebbleTemplate self,
        EvaluationContext context,
        int line) {
      return wrapped(String.valueOf(input));
    }
  }

  /** A word that is longer than a line has one of its own. */
  static String wrapped(String text) {
    var lines = new StringBuilder();
    var column = 0;
    for (var word : text.split(" ", -1)) {
      var length = word.codePointCount(0, word.length());
      if (column > 0 && column + 1 + length > LINE) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += length;
    }
    return lines.toString();
  }
}
