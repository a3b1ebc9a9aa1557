package dev.latchkey.adapter.http.routing;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * Where to go on in a list, as clients carry it: opaque to them, so that lists may be ordered
 * otherwise one day. It is no secret, and gives no right to anything: lists are of the caller.
 */
public final class Cursor {
  private static final byte VERSION = 1;
  private static final int SIZE = 1 + 2 * Long.BYTES;

  private Cursor() {}

  public static String write(UUID last) {
    var bytes =
        ByteBuffer.allocate(SIZE)
            .put(VERSION)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The id in it; what we would not have written ourselves is answered with 400. */
  public static UUID read(String presented) {
    var bytes = ByteBuffer.wrap(decoded(presented));
    if (bytes.remaining() != SIZE || bytes.get() != VERSION) {
      throw invalid();
    }
    var id = new UUID(bytes.getLong(), bytes.getLong());
    if (!write(id).equals(presented)) {
      throw invalid();
    }
    return id;
  }

  private static byte[] decoded(String presented) {
    try {
      return Base64.getUrlDecoder().decode(presented);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private static ProblemException invalid() {
    return new ProblemException(ProblemReply.of(Problem.INVALID_CURSOR));
  }
}
