package dev.latchkey.domain.passkey;

import java.util.Arrays;

/** The public half of a passkey, as its authenticator encoded it (RFC 9052, COSE_Key). */
public final class CosePublicKey {
  private final byte[] bytes;

  public CosePublicKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CosePublicKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "CosePublicKey[" + bytes.length + " bytes]";
  }
}
