package dev.latchkey.adapter.mail;

import dev.latchkey.adapter.mail.MailLanguages.Source;
import dev.latchkey.domain.kernel.Language;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the words that somebody else put into a folder. Every file of properties there must be such
 * words, so that none is passed over for its name; other files are left alone.
 */
final class MessagesFolder {
  private static final Pattern NAME = Pattern.compile("messages_(.+)\\.properties");

  private MessagesFolder() {}

  /**
   * @throws IllegalArgumentException when the folder or a file cannot be read
   */
  static Map<Language, Source> read(Path folder) {
    var all = new HashMap<Language, Source>();
    for (var file : files(folder)) {
      var name = String.valueOf(file.getFileName());
      var language =
          language(name)
              .orElseThrow(() -> refused(name, "its name is not messages_<language>.properties"));
      if (all.put(language, new Source(name, texts(file, language))) != null) {
        throw refused(name, "another file is of the same language");
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".properties")).sorted().toList();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("it is no folder that can be read", unreadable);
    }
  }

  /** With underscores too, as files of words are often named. */
  private static Optional<Language> language(String name) {
    var match = NAME.matcher(name);
    return match.matches() ? Language.parse(match.group(1).replace('_', '-')) : Optional.empty();
  }

  private static Map<String, String> texts(Path file, Language language) {
    var name = String.valueOf(file.getFileName());
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return Messages.read(language.locale(), reader).texts();
    } catch (CharacterCodingException notUtf8) {
      throw refused(name, "it is not text in UTF-8");
    } catch (IOException unreadable) {
      throw refused(name, "it cannot be read");
    } catch (IllegalArgumentException brokenEscape) {
      throw refused(name, "a \\u in it is not followed by four hexadecimal digits");
    }
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException(PlainLine.of(name) + ": " + why);
  }
}
