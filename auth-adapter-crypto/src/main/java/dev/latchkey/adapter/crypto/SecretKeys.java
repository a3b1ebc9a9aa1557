package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.kernel.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's master secrets: the current {@code SECRET_KEY}, and earlier ones that must
 * still be read.
 *
 * <p>No master secret is used for anything itself. Each purpose has its own key, derived by
 * HKDF-SHA-256 (RFC 5869), so that one leaked key tells nothing about the others; and each secret
 * has a public {@link KeyId}, derived from it too, which labels whatever was made with it. Nothing
 * here prints a secret.
 */
public final class SecretKeys {

  /** Characters that a secret must have at least. */
  public static final int SHORTEST = 32;

  private static final int KEY_ID_BYTES = 8;
  private static final int KEY_BYTES = 32;

  private final SequencedMap<KeyId, byte[]> masters;

  private SecretKeys(SequencedMap<KeyId, byte[]> masters) {
    this.masters = masters;
  }

  /** One secret and none before it. */
  public static SecretKeys of(String current) {
    return of(current, List.of());
  }

  /**
   * A secret that makes, and earlier ones that still read; one that is named twice counts once.
   *
   * @throws IllegalArgumentException when one is shorter than {@value #SHORTEST} characters
   */
  public static SecretKeys of(String current, List<String> earlier) {
    var masters = new LinkedHashMap<KeyId, byte[]>();
    Stream.concat(Stream.of(current), earlier.stream())
        .map(SecretKeys::master)
        .forEach(master -> masters.putIfAbsent(idOf(master), master));
    return new SecretKeys(masters);
  }

  /** The id of the current secret; public. */
  public KeyId current() {
    return masters.firstEntry().getKey();
  }

  KeyRing ring(Purpose purpose) {
    var keys = new LinkedHashMap<KeyId, SecretKey>();
    masters.forEach((id, master) -> keys.put(id, purpose.keyFrom(master)));
    return new KeyRing(keys);
  }

  private static byte[] master(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException("a secret key has at least " + SHORTEST + " characters");
    }
    return Hkdf.extract(new byte[0], secret.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyId idOf(byte[] master) {
    var id = Hkdf.expand(master, info("key id"), KEY_ID_BYTES);
    return new KeyId(Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }

  private static byte[] info(String purpose) {
    return ("latchkey " + purpose).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "SecretKeys" + masters.keySet();
  }

  /** What a derived key is for. The names go into the derivation, so they are for ever. */
  enum Purpose {
    SECRET_BOX("secret-box", "AES"),
    CODE_DIGEST("code-digest", Hmac.ALGORITHM),
    ADDRESS_BUCKET("address-bucket", Hmac.ALGORITHM),
    REFRESH_ROTATION("refresh-rotation", Hmac.ALGORITHM),
    REFRESH_TAG("refresh-tag", Hmac.ALGORITHM);

    private final String info;
    private final String algorithm;

    Purpose(String info, String algorithm) {
      this.info = info;
      this.algorithm = algorithm;
    }

    private SecretKey keyFrom(byte[] master) {
      return new SecretKeySpec(Hkdf.expand(master, info(info), KEY_BYTES), algorithm);
    }
  }
}
