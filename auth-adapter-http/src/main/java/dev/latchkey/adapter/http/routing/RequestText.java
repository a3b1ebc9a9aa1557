package dev.latchkey.adapter.http.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;

/**
 * Reads a body as text: at most so many bytes, uncompressed, said to be what is wanted, and UTF-8
 * to the last byte. The limit holds while reading, whatever length was announced.
 */
final class RequestText {
  private static final List<String> CHARSETS = List.of("charset=utf-8", "charset=\"utf-8\"");
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** However the bytes trickle in: a body is complete after this, or is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int PART = 8192;

  private final int limit;

  RequestText(int limit) {
    this.limit = limit;
  }

  /** Empty when no byte was sent. */
  Optional<String> read(HttpServletRequest request, Route.Encoding wanted) {
    requireIdentity(request);
    var type = Optional.ofNullable(request.getContentType());
    if (type.isPresent() && !isIn(wanted, type.get())) {
      throw unsupported("Content-Type must be " + wanted.mediaType());
    }
    var bytes = bytes(request);
    if (bytes.length > 0 && type.isEmpty()) {
      throw unsupported("Content-Type is missing");
    }
    return bytes.length == 0 ? Optional.empty() : Optional.of(decode(bytes));
  }

  private static void requireIdentity(HttpServletRequest request) {
    var coding = request.getHeader("Content-Encoding");
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw unsupported("Content-Encoding is not taken");
    }
  }

  private static boolean isIn(Route.Encoding wanted, String contentType) {
    var parts = Arrays.stream(contentType.toLowerCase(Locale.ROOT).split(";", -1));
    var stripped = parts.map(String::strip).toList();
    return stripped.getFirst().equals(wanted.mediaType())
        && stripped.size() <= 2
        && CHARSETS.containsAll(stripped.subList(1, stripped.size()));
  }

  private byte[] bytes(HttpServletRequest request) {
    if (request.getContentLengthLong() > limit) {
      throw refused(Problem.PAYLOAD_TOO_LARGE);
    }
    try {
      return drain(request.getInputStream());
    } catch (IOException brokenOff) {
      throw refused(problemOf(brokenOff));
    }
  }

  /** Until the end of the body, or of our patience. */
  private byte[] drain(InputStream body) throws IOException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var collected = new ByteArrayOutputStream();
    var part = new byte[PART];
    for (var read = body.read(part); read >= 0; read = body.read(part)) {
      collected.write(part, 0, read);
      if (collected.size() > limit) {
        throw refused(Problem.PAYLOAD_TOO_LARGE);
      }
      if (System.nanoTime() - deadline > 0) {
        throw refused(Problem.REQUEST_TIMEOUT);
      }
    }
    return collected.toByteArray();
  }

  private static Problem problemOf(IOException brokenOff) {
    return switch (brokenOff.getCause()) {
      case HttpException said -> Problem.ofStatus(said.getCode());
      case TimeoutException late -> Problem.REQUEST_TIMEOUT;
      case null, default -> Problem.MALFORMED_REQUEST;
    };
  }

  private static String decode(byte[] bytes) {
    try {
      // A new decoder refuses malformed input; it does not replace it.
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith(BYTE_ORDER_MARK)) {
        throw malformed("the body begins with a byte order mark");
      }
      return text;
    } catch (CharacterCodingException notUtf8) {
      throw malformed("the body is not valid UTF-8");
    }
  }

  private static ProblemException refused(Problem problem) {
    return new ProblemException(ProblemReply.of(problem));
  }

  private static ProblemException unsupported(String detail) {
    return new ProblemException(ProblemReply.of(Problem.UNSUPPORTED_MEDIA_TYPE, detail));
  }

  static ProblemException malformed(String detail) {
    return new ProblemException(ProblemReply.of(Problem.MALFORMED_REQUEST, detail));
  }
}
