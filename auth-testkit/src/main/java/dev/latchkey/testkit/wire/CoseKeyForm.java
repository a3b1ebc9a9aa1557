package dev.latchkey.testkit.wire;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Optional;

/** How the keys of one kind are made and written. */
sealed interface CoseKeyForm permits CoseEc, CoseEd25519, CoseRsa {
  long KIND = 1;
  long ALGORITHM = 3;

  KeyPair generate() throws GeneralSecurityException;

  Cbor.Pairs write(PublicKey key, int algorithm);

  PublicKey read(Cbor.Pairs key) throws GeneralSecurityException;

  static Cbor.Pairs start(long kind, int algorithm) {
    return Cbor.pairs().with(KIND, Cbor.of(kind)).with(ALGORITHM, Cbor.of(algorithm));
  }

  static byte[] bytes(Cbor.Pairs key, long label) throws InvalidKeyException {
    return there(key.bytes(label));
  }

  static void require(Cbor.Pairs key, long label, long expected) throws InvalidKeyException {
    if (there(key.whole(label)) != expected) {
      throw new InvalidKeyException("another kind of key");
    }
  }

  private static <T> T there(Optional<T> value) throws InvalidKeyException {
    return value.orElseThrow(() -> new InvalidKeyException("something is missing"));
  }
}
