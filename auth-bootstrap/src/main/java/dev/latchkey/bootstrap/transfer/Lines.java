package dev.latchkey.bootstrap.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a stream, one by one and each of bounded length, in strict UTF-8. A byte order mark
 * at the beginning and a carriage return at the end of a line are dropped; what is not text, or too
 * long, costs no more than its own line.
 */
final class Lines {
  static final int LONGEST = 64 * 1024;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final InputStream in;
  private long number;

  /**
   * @param in buffered
   */
  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line; empty at the end. */
  Optional<Line> next() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var length = 0L;
    int read;
    while ((read = in.read()) >= 0 && read != '\n') {
      if (length++ < LONGEST) {
        bytes.write(read);
      }
    }
    if (read < 0 && length == 0) {
      return Optional.empty();
    }
    number++;
    return Optional.of(
        length > LONGEST
            ? new Line.Unreadable(number, "longer than " + LONGEST + " bytes")
            : decoded(bytes.toByteArray()));
  }

  private Line decoded(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Line.Text(number, stripped(text));
    } catch (CharacterCodingException notUtf8) {
      return new Line.Unreadable(number, "not UTF-8");
    }
  }

  private String stripped(String text) {
    var from = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    var to = text.length() > from && text.endsWith("\r") ? text.length() - 1 : text.length();
    return text.substring(from, to);
  }
}
