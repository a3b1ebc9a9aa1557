package dev.latchkey.testkit.memory;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKey.State;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.SeededEntropy;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Cryptography for tests of what is built on it: fast, honest to the contracts, and predictable.
 *
 * <p>Each has chance and ids of its own. Without a store it has a signing key of its own too, so
 * what one issued another does not accept; with a store it signs with whatever is active there.
 */
public final class TestCrypto {

  /** The {@code iss} of its access tokens. */
  public static final String ISSUER = "https://auth.example.com";

  /** The {@code aud} of its access tokens. */
  public static final String AUDIENCE = "https://api.example.com";

  private final Entropy entropy = new SeededEntropy(42);
  private final IdSource ids = new CountingIds();
  private final PlainTextHasher hasher = new PlainTextHasher(entropy);
  private final TestKeys keys;
  private final SecretBox box;
  private final Supplier<List<SigningKey>> signingKeys;

  public TestCrypto() {
    this(TestKeys.of("test-key-1"));
  }

  public TestCrypto(TestKeys keys) {
    this.keys = keys;
    this.box = new TestSecretBox(keys, entropy);
    var only = List.of(firstKey(Instant.EPOCH));
    this.signingKeys = () -> only;
  }

  /** With the signing keys of this store, which gets its first one now if none is active. */
  public TestCrypto(TestKeys keys, SigningKeyStore store, Instant now) {
    this.keys = keys;
    this.box = new TestSecretBox(keys, entropy);
    this.signingKeys = store::all;
    store.addFirst(firstKey(now));
  }

  private SigningKey firstKey(Instant now) {
    return new TestSigningKeyMint(box).mint(now).in(State.ACTIVE, now);
  }

  public CryptoPorts ports() {
    return new CryptoPorts(
        entropy,
        ids,
        hasher,
        new TestPasswordStrength(),
        new TestCodeDigester(keys),
        new TestAddressBuckets(keys),
        new TestRefreshTokenMint(keys, entropy),
        new TestAccessTokens(signingKeys, box, ISSUER, AUDIENCE),
        new TestSigningKeyMint(box));
  }

  /** The hasher of the ports, which can be asked how much it did, and told to be full. */
  public PlainTextHasher hasher() {
    return hasher;
  }
}
