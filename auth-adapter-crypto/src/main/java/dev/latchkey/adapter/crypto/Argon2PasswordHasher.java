package dev.latchkey.adapter.crypto;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.latchkey.adapter.crypto.CryptoConfig.Argon2Cost;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.Entropy;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Argon2id (RFC 9106) by the reference implementation in C, with salts of 16 bytes and digests of
 * 32, behind a gate.
 *
 * <p>Hashes are PHC strings, so parameters may rise while old hashes live on: those match as stale.
 * A stored hash that is not Argon2id, or that asks for more than 256 MiB, 16 iterations or 16
 * lanes, was not written by us: {@link #verify} refuses it with {@link IllegalStateException}
 * before any work. That is damage to be repaired, neither a wrong password nor an outage that
 * passes.
 */
public final class Argon2PasswordHasher implements PasswordHasher, AutoCloseable {
  private final Argon2Cost today;
  private final Entropy entropy;
  private final HashingGate gate;
  private final Argon2Advanced argon2;
  private final Argon2Phc decoy;

  /**
   * Loads the native library, and starts the threads.
   *
   * @throws IllegalStateException when the native library does not load on this machine
   */
  public Argon2PasswordHasher(Argon2Cost today, CryptoConfig.Gate bounds, Entropy entropy) {
    this(today, new HashingGate(bounds), entropy);
  }

  Argon2PasswordHasher(Argon2Cost today, HashingGate gate, Entropy entropy) {
    this.today = today;
    this.entropy = entropy;
    this.gate = gate;
    this.argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
    this.decoy = decoy();
  }

  @Override
  public PasswordHash hash(PlainPassword password) {
    var salt = random(Argon2Phc.SALT_BYTES);
    var digest = gate.pass(() -> digest(password, today, salt, Argon2Phc.DIGEST_BYTES));
    return new Argon2Phc(today, salt, digest).write();
  }

  @Override
  public Match verify(PlainPassword password, PasswordHash hash) {
    var stored =
        Argon2Phc.parse(hash)
            .orElseThrow(() -> new IllegalStateException("a stored password hash is unreadable"));
    return matches(password, stored) ? matched(stored) : new Match.Mismatched();
  }

  @Override
  public void verifyNobody(PlainPassword password) {
    matches(password, decoy);
  }

  @Override
  public void close() {
    gate.close();
  }

  private boolean matches(PlainPassword password, Argon2Phc stored) {
    var expected = stored.digest();
    return gate.pass(
        () ->
            MessageDigest.isEqual(
                expected, digest(password, stored.cost(), stored.salt(), expected.length)));
  }

  private Match matched(Argon2Phc stored) {
    return stored.isOf(today) ? new Match.Matched() : new Match.MatchedButStale();
  }

  /** The bytes of the password exist only while they are hashed, on the thread that hashes. */
  private byte[] digest(PlainPassword password, Argon2Cost cost, byte[] salt, int length) {
    var bytes = password.reveal();
    try {
      return argon2(bytes, cost, salt, length);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] argon2(byte[] password, Argon2Cost cost, byte[] salt, int length) {
    return argon2.pbkdf(
        cost.iterations(), cost.memoryKiB(), cost.parallelism(), password, salt, length);
  }

  /**
   * The hash of nothing that anybody knows. Made at start, so that a missing library shows then.
   */
  private Argon2Phc decoy() {
    var salt = random(Argon2Phc.SALT_BYTES);
    try {
      var digest = argon2(random(Argon2Phc.DIGEST_BYTES), today, salt, Argon2Phc.DIGEST_BYTES);
      return new Argon2Phc(today, salt, digest);
    } catch (LinkageError missing) {
      throw new IllegalStateException(
          "the native Argon2 library does not load on %s %s; it needs a temporary folder that allows"
                  .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
              + " execution (or -Djna.tmpdir pointing to one)",
          missing);
    }
  }

  private byte[] random(int length) {
    var bytes = new byte[length];
    entropy.fill(bytes);
    return bytes;
  }
}
