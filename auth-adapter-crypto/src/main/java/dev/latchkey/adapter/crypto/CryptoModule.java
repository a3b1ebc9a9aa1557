package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.domain.token.SigningKeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Opens what cryptography supplies: chance, ids, hashes and tokens. */
public final class CryptoModule implements AutoCloseable {
  private final Argon2PasswordHasher hasher;
  private final CryptoPorts ports;
  private final String signatureProvider;

  private CryptoModule(Argon2PasswordHasher hasher, CryptoPorts ports, String signatureProvider) {
    this.hasher = hasher;
    this.ports = ports;
    this.signatureProvider = signatureProvider;
  }

  /** The box for what must be read again; needs nothing but the secrets, so storage can have it. */
  public static SecretBox secretBox(SecretKeys secrets) {
    return new AesGcmSecretBox(secrets, new SecureRandom()::nextBytes);
  }

  /**
   * Loads the native parts, reads the signing keys and makes the first one if there is none.
   *
   * @throws IllegalStateException when the native Argon2 library does not load, or the active
   *     signing key was sealed under a secret that is not configured
   * @throws dev.latchkey.domain.kernel.InfrastructureException when the store does not answer
   */
  public static CryptoModule open(
      CryptoConfig config, SecretKeys secrets, SigningKeyStore store, InstantSource time) {
    var random = new SecureRandomSource(time);
    var provider = SignatureProvider.choose();
    var box = new AesGcmSecretBox(secrets, random);
    var keys = SigningKeys.open(store, box, provider, time);
    var hasher = new Argon2PasswordHasher(config.argon2(), config.gate(), random);
    var ports =
        new CryptoPorts(
            random,
            random,
            hasher,
            new ZxcvbnPasswordStrength(),
            new HmacCodeDigester(secrets),
            new HmacAddressBuckets(secrets),
            new HmacRefreshTokenMint(secrets, random),
            new NimbusAccessTokens(config.tokens(), keys),
            new SealedSigningKeyMint(box));
    return new CryptoModule(hasher, ports, provider.name());
  }

  public CryptoPorts ports() {
    return ports;
  }

  /** Who computes signatures, by name and version; told at start. */
  public String signatureProvider() {
    return signatureProvider;
  }

  /**
   * Stops the hashing threads, after those who wait got their answer. Closing twice is harmless.
   */
  @Override
  public void close() {
    hasher.close();
  }
}
