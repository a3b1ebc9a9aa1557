package dev.latchkey.testkit.wire;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

/** Keys of RSA (RFC 8230). */
record CoseRsa() implements CoseKeyForm {
  private static final int BITS = 2048;
  private static final long RSA = 3;
  private static final long MODULUS = -1;
  private static final long EXPONENT = -2;

  @Override
  public KeyPair generate() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    return generator.generateKeyPair();
  }

  @Override
  public Cbor.Pairs write(PublicKey key, int algorithm) {
    var rsa = (RSAPublicKey) key;
    return CoseKeyForm.start(RSA, algorithm)
        .with(MODULUS, Cbor.of(unsigned(rsa.getModulus())))
        .with(EXPONENT, Cbor.of(unsigned(rsa.getPublicExponent())));
  }

  @Override
  public PublicKey read(Cbor.Pairs key) throws GeneralSecurityException {
    CoseKeyForm.require(key, KIND, RSA);
    var modulus = new BigInteger(1, CoseKeyForm.bytes(key, MODULUS));
    var exponent = new BigInteger(1, CoseKeyForm.bytes(key, EXPONENT));
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static byte[] unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    var sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    var unsigned = new byte[bytes.length - sign];
    System.arraycopy(bytes, sign, unsigned, 0, unsigned.length);
    return unsigned;
  }
}
