package dev.latchkey.testkit.wire;

import java.util.Base64;
import java.util.Optional;

/** base64url without padding (RFC 4648, section 5). */
public final class Base64Url {
  private Base64Url() {}

  public static String write(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Empty for anything that we would have written otherwise. */
  public static Optional<byte[]> read(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return write(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
