package dev.latchkey.domain.passkey;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What an authenticator calls a passkey: 1 to {@value #LONGEST} bytes of its choice. */
public final class CredentialId {

  /** The most bytes that Level 3 lets one have (section 4). */
  public static final int LONGEST = 1023;

  private final byte[] bytes;

  /**
   * @throws IllegalArgumentException when it is empty or too long
   */
  public CredentialId(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > LONGEST) {
      throw new IllegalArgumentException("a credential id has 1 to " + LONGEST + " bytes");
    }
    this.bytes = bytes.clone();
  }

  /** Reads base64url without padding; empty when it cannot be one. */
  public static Optional<CredentialId> parse(String base64url) {
    try {
      return Optional.of(new CredentialId(Base64.getUrlDecoder().decode(base64url)));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CredentialId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In base64url without padding, as JSON and browsers write it. */
  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
