package dev.latchkey.adapter.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of bodies promises, as a target for a fuzzer: any bytes are a body or a refusal
 * of the four kinds, and a body can be written and read again.
 */
public final class BodyFuzz {
  private static final int LIMIT = 1 << 16;
  private static final RequestBodies BODIES = new RequestBodies(LIMIT);
  private static final Json JSON = new Json();
  private static final List<Problem> REFUSALS =
      List.of(Problem.MALFORMED_REQUEST, Problem.PAYLOAD_TOO_LARGE, Problem.INVALID_FIELDS);

  private static final Pattern NAMES_A_FIELD =
      Pattern.compile("(?:unknown field|wrong type of value): [A-Za-z0-9_.?-]*");

  private BodyFuzz() {}

  /** A body with a field of every kind that ours have. */
  record Sample(
      @NotNull @Size(max = 1000) String email,
      @Nullable String deviceName,
      @Nullable UUID registrationId,
      @Nullable Integer number,
      @Nullable Boolean flag,
      @Nullable List<String> more) {}

  /** Loads everything, so that no input is blamed for the time that takes. */
  public static void fuzzerInitialize() {
    fuzzerTestOneInput("{\"email\":\"ada@example.com\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the bytes as the body of a request. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      var read = BODIES.readIfAny(request(input), Sample.class);
      if (read != null) {
        var again = BODIES.readIfAny(request(JSON.write(read)), Sample.class);
        assertThat(again).isEqualTo(read);
        assertThat(read.email()).doesNotContain("\0");
      }
    } catch (ProblemException refused) {
      assertThat(REFUSALS).contains(refused.reply().problem());
      checkSilent(refused.reply());
    }
  }

  /** The detail tells no more of the body than the name of a field. */
  private static void checkSilent(ProblemReply reply) {
    assertThat(reply.detail()).hasSizeLessThan(400).matches("[ -~]*");
    var answer = new String(reply.body(JSON, "id"), StandardCharsets.UTF_8);
    assertThat(answer).doesNotContain("Exception", "latchkey.adapter", "java.");
    if (!NAMES_A_FIELD.matcher(reply.detail()).matches()) {
      assertThat(answer).doesNotContain("canary");
    }
  }

  private static HttpServletRequest request(byte[] body) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            BodyFuzz.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentType" -> "application/json";
                  case "getContentLengthLong" -> (long) body.length;
                  case "getInputStream" -> new Bytes(body);
                  default -> null;
                });
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Bytes(byte[] body) {
      this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("read by waiting");
    }
  }
}
