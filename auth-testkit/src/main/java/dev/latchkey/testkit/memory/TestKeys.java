package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that serve as secret keys in tests, the current one first. Whoever reads the name has the
 * key.
 */
public record TestKeys(List<KeyId> ids) {
  private static final String HMAC = "HmacSHA256";

  public TestKeys {
    ids = List.copyOf(ids);
  }

  /** One name for each key, the current one first. */
  public static TestKeys of(String... names) {
    return new TestKeys(List.of(names).stream().map(KeyId::new).toList());
  }

  KeyId current() {
    return ids.getFirst();
  }

  Optional<KeyId> find(KeyId id) {
    return ids.contains(id) ? Optional.of(id) : Optional.empty();
  }

  /** The key of something that we made ourselves, so that a missing one is a broken set-up. */
  KeyId require(KeyId id) {
    return find(id)
        .orElseThrow(() -> new IllegalStateException("no configured key is " + id.value()));
  }

  /** HMAC-SHA-256 for a purpose, over the parts in a row. */
  static byte[] hmac(KeyId key, String purpose, byte[]... parts) {
    try {
      var mac = Mac.getInstance(HMAC);
      var secret = purpose + " " + key.value();
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), HMAC));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException everyJdkHasHmacSha256) {
      throw new AssertionError(everyJdkHasHmacSha256);
    }
  }
}
