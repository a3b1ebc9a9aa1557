package dev.latchkey.testkit.wire;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/** Keys on one of the curves of NIST. */
record CoseEc(String curve, long number, int width) implements CoseKeyForm {
  private static final long EC2 = 2;
  private static final long CURVE = -1;
  private static final long X = -2;
  private static final long Y = -3;

  @Override
  public KeyPair generate() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  @Override
  public Cbor.Pairs write(PublicKey key, int algorithm) {
    var point = ((ECPublicKey) key).getW();
    return CoseKeyForm.start(EC2, algorithm)
        .with(CURVE, Cbor.of(number))
        .with(X, Cbor.of(fixed(point.getAffineX())))
        .with(Y, Cbor.of(fixed(point.getAffineY())));
  }

  @Override
  public PublicKey read(Cbor.Pairs key) throws GeneralSecurityException {
    CoseKeyForm.require(key, KIND, EC2);
    CoseKeyForm.require(key, CURVE, number);
    var point = new ECPoint(coordinate(key, X), coordinate(key, Y));
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    var spec = parameters.getParameterSpec(ECParameterSpec.class);
    if (!isOn(spec, point)) {
      throw new InvalidKeyException("not on the curve");
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, spec));
  }

  private BigInteger coordinate(Cbor.Pairs key, long label) throws InvalidKeyException {
    var bytes = CoseKeyForm.bytes(key, label);
    if (bytes.length != width) {
      throw new InvalidKeyException("a coordinate of another curve");
    }
    return new BigInteger(1, bytes);
  }

  private static boolean isOn(ECParameterSpec spec, ECPoint point) {
    var prime = ((ECFieldFp) spec.getCurve().getField()).getP();
    var x = point.getAffineX();
    var right = x.pow(3).add(spec.getCurve().getA().multiply(x)).add(spec.getCurve().getB());
    return point.getAffineY().pow(2).subtract(right).mod(prime).signum() == 0;
  }

  private byte[] fixed(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[width];
    var length = Math.min(bytes.length, width);
    System.arraycopy(bytes, bytes.length - length, fixed, width - length, length);
    return fixed;
  }
}
