package dev.latchkey.adapter.http.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file that whoever runs us has put there, read as a whole at the start. */
final class OwnFile {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  private OwnFile() {}

  /**
   * What is in it.
   *
   * @throws IllegalArgumentException when it is not there, cannot be read or is too long; the
   *     message says so, and goes on from the name of the file
   */
  static byte[] bytes(Path file, int most) {
    try (var in = Files.newInputStream(file)) {
      var content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw new IllegalArgumentException("it has more than " + (most >> 10) + " KiB");
      }
      return content;
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("it is no file that can be read", unreadable);
    }
  }

  /** The same as text in UTF-8. */
  static String text(Path file, int most) {
    try {
      var bytes = ByteBuffer.wrap(bytes(file, most));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException("it is not text in UTF-8", notUtf8);
    }
  }

  /** A complaint about it, on one line. */
  static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException(BREAKS.matcher(name + ": " + why).replaceAll(" "));
  }
}
