package dev.latchkey.testkit.wire;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/** How passkeys sign, by the numbers that COSE gives (RFC 9053, RFC 8812). */
public enum CoseAlgorithm {
  ES256(-7, "SHA256withECDSA"),
  EDDSA(-8, "Ed25519"),
  ES384(-35, "SHA384withECDSA"),
  ES512(-36, "SHA512withECDSA"),
  RS256(-257, "SHA256withRSA");

  private static final long LABEL = 3;

  private final int number;
  private final String signature;

  CoseAlgorithm(int number, String signature) {
    this.number = number;
    this.signature = signature;
  }

  private CoseKeyForm form() {
    return switch (this) {
      case ES256 -> new CoseEc("secp256r1", 1, 32);
      case ES384 -> new CoseEc("secp384r1", 2, 48);
      case ES512 -> new CoseEc("secp521r1", 3, 66);
      case EDDSA -> new CoseEd25519();
      case RS256 -> new CoseRsa();
    };
  }

  public int number() {
    return number;
  }

  public static Optional<CoseAlgorithm> of(long number) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.number == number).findFirst();
  }

  /** The algorithm that a COSE_Key names. */
  public static Optional<CoseAlgorithm> in(Cbor.Pairs key) {
    return key.whole(LABEL).flatMap(CoseAlgorithm::of);
  }

  /** A new pair of keys. */
  public KeyPair generate() {
    try {
      return form().generate();
    } catch (GeneralSecurityException everyJdkHasThem) {
      throw new AssertionError(everyJdkHasThem);
    }
  }

  /** The public half as a COSE_Key (RFC 9052, section 7). */
  public Cbor.Pairs write(PublicKey key) {
    return form().write(key, number);
  }

  public byte[] sign(PrivateKey key, byte[] data) {
    try {
      var signing = Signature.getInstance(signature);
      signing.initSign(key);
      signing.update(data);
      return signing.sign();
    } catch (GeneralSecurityException everyJdkHasThem) {
      throw new AssertionError(everyJdkHasThem);
    }
  }

  /** Whether this COSE_Key made this signature; a key that is none made no signature. */
  public boolean verifies(Cbor.Pairs key, byte[] data, byte[] presented) {
    try {
      var verifying = Signature.getInstance(signature);
      verifying.initVerify(form().read(key));
      verifying.update(data);
      return verifying.verify(presented);
    } catch (GeneralSecurityException noSignature) {
      return false;
    }
  }

  /** Whether it is a COSE_Key of this algorithm. */
  public boolean fits(Cbor.Pairs key) {
    try {
      return in(key).filter(this::equals).isPresent() && form().read(key) != null;
    } catch (GeneralSecurityException noKey) {
      return false;
    }
  }
}
