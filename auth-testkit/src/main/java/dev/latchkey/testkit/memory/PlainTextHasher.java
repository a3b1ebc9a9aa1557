package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.OverloadedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes in no time: a salted SHA-256, written {@code $plain$v=<version>$<salt>$<digest>}. For
 * tests only; it protects nothing.
 *
 * <p>Counts its work, so that a test can tell whether a stranger cost as much as a user.
 */
public final class PlainTextHasher implements PasswordHasher {
  private static final Duration A_WHILE = Duration.ofSeconds(1);
  private static final int SALT_BYTES = 8;
  private static final HexFormat HEX = HexFormat.of();

  private final Entropy entropy;
  private final int version;
  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicInteger work = new AtomicInteger();

  public PlainTextHasher(Entropy entropy) {
    this(entropy, 1);
  }

  /** Hashes of another version match as stale. */
  public PlainTextHasher(Entropy entropy, int version) {
    this.entropy = entropy;
    this.version = version;
  }

  @Override
  public PasswordHash hash(PlainPassword password) {
    var salt = new byte[SALT_BYTES];
    entropy.fill(salt);
    return new PasswordHash(phc(version, HEX.formatHex(salt), password));
  }

  @Override
  public Match verify(PlainPassword password, PasswordHash hash) {
    var parts = hash.phc().split("\\$", -1);
    var stored = Integer.parseInt(parts[2].substring("v=".length()));
    if (!phc(stored, parts[3], password).equals(hash.phc())) {
      return new Match.Mismatched();
    }
    return stored == version ? new Match.Matched() : new Match.MatchedButStale();
  }

  @Override
  public void verifyNobody(PlainPassword password) {
    phc(version, "", password);
  }

  /** From now on all places are taken. */
  public void beFull() {
    full.set(true);
  }

  /** From now on there is room again. */
  public void haveRoom() {
    full.set(false);
  }

  /** How many hashes were computed, for whatever reason. */
  public int work() {
    return work.get();
  }

  private String phc(int asVersion, String salt, PlainPassword password) {
    if (full.get()) {
      throw new OverloadedException("hashing a password", A_WHILE);
    }
    work.incrementAndGet();
    return "$plain$v=" + asVersion + "$" + salt + "$" + digest(salt, password);
  }

  private static String digest(String salt, PlainPassword password) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(HEX.parseHex(salt));
      return HEX.formatHex(sha256.digest(password.reveal()));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
