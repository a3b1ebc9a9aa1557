package dev.latchkey.testkit.wire;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Keys of Ed25519 (RFC 8032). */
record CoseEd25519() implements CoseKeyForm {
  private static final int SIZE = 32;
  private static final long OKP = 1;
  private static final long CURVE = -1;
  private static final long ED25519 = 6;
  private static final long X = -2;

  @Override
  public KeyPair generate() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Override
  public Cbor.Pairs write(PublicKey key, int algorithm) {
    var point = ((EdECPublicKey) key).getPoint();
    var bytes = new byte[SIZE];
    var y = reversed(point.getY().toByteArray());
    System.arraycopy(y, 0, bytes, 0, Math.min(y.length, SIZE));
    bytes[SIZE - 1] |= (byte) (point.isXOdd() ? 0x80 : 0);
    return CoseKeyForm.start(OKP, algorithm).with(CURVE, Cbor.of(ED25519)).with(X, Cbor.of(bytes));
  }

  @Override
  public PublicKey read(Cbor.Pairs key) throws GeneralSecurityException {
    CoseKeyForm.require(key, KIND, OKP);
    CoseKeyForm.require(key, CURVE, ED25519);
    var bytes = CoseKeyForm.bytes(key, X);
    if (bytes.length != SIZE) {
      throw new InvalidKeyException("a point has " + SIZE + " bytes");
    }
    var odd = bytes[SIZE - 1] < 0;
    bytes[SIZE - 1] &= 0x7f;
    var point = new EdECPoint(odd, new BigInteger(1, reversed(bytes)));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private static byte[] reversed(byte[] bytes) {
    var reversed = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
