package dev.latchkey.domain.device;

import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.SecretDigest;
import dev.latchkey.domain.kernel.SecretToken;
import java.util.Optional;

/**
 * What a browser or app keeps, so that it is recognised as one from which this user signed in
 * before. It signs nobody in: it only keeps its holder apart from strangers when passwords are
 * counted (OWASP, device cookies). In the clear it is {@code lkd_} and 256 random bits in
 * base64url.
 */
public record DeviceToken(SecretToken secret) {
  private static final String PREFIX = "lkd_";

  /** Longer text is none. */
  private static final int LENGTH = PREFIX.length() + (SecretToken.SIZE * 4 + 2) / 3;

  public static DeviceToken generate(Entropy entropy) {
    return new DeviceToken(SecretToken.generate(entropy));
  }

  /** Reads what a client sent us; empty when it cannot be one. */
  public static Optional<DeviceToken> parse(String presented) {
    return presented.length() == LENGTH && presented.startsWith(PREFIX)
        ? SecretToken.parse(presented.substring(PREFIX.length())).map(DeviceToken::new)
        : Optional.empty();
  }

  /** What we keep of it. */
  public SecretDigest digest() {
    return secret.digest();
  }

  /** The text for the client. */
  public String reveal() {
    return PREFIX + secret.reveal();
  }

  @Override
  public String toString() {
    return "DeviceToken[redacted]";
  }
}
