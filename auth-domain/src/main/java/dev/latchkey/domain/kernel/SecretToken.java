package dev.latchkey.domain.kernel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** A 256-bit bearer secret in the clear; lives only between the wire and its digest. */
public final class SecretToken {

  /** Bytes of a secret. */
  public static final int SIZE = 32;

  private final byte[] bytes;

  private SecretToken(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SecretToken generate(Entropy entropy) {
    var bytes = new byte[SIZE];
    entropy.fill(bytes);
    return new SecretToken(bytes);
  }

  /** Takes over bytes that were derived from other secrets; exactly {@value #SIZE} of them. */
  public static SecretToken of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a secret has " + SIZE + " bytes");
    }
    return new SecretToken(bytes.clone());
  }

  /** Reads what a client sent us; anything but 32 bytes of base64url is simply not a token. */
  public static Optional<SecretToken> parse(String presented) {
    try {
      var bytes = Base64.getUrlDecoder().decode(presented);
      return bytes.length == SIZE ? Optional.of(new SecretToken(bytes)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** What we keep of it: SHA-256, enough for a secret that nobody can guess. */
  public SecretDigest digest() {
    try {
      return new SecretDigest(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }

  /** One of the two ways out, so that every place a secret leaves can be found by name. */
  public String reveal() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The other way out: the raw bytes, for deriving and tagging. */
  public byte[] revealBytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "SecretToken[redacted]";
  }
}
