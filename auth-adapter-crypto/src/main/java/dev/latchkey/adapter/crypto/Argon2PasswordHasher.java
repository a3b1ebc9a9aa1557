package dev.latchkey.adapter.crypto;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.latchkey.adapter.crypto.CryptoConfig.Argon2Cost;
import dev.latchkey.adapter.crypto.foreign.ForeignHash;
import dev.latchkey.adapter.crypto.foreign.ForeignHashes;
import dev.latchkey.adapter.crypto.foreign.Reading;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.Entropy;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Argon2id (RFC 9106) by the reference implementation in C, with salts of 16 bytes and digests of
 * 32, behind a gate.
 *
 * <p>Hashes are PHC strings, so parameters may rise while old hashes live on: those match as stale.
 * So do hashes that other systems made ({@link ForeignHashes}), behind the same gate. A stored hash
 * that is neither, or that asks for too much work, was not written by us: {@code verify} refuses it
 * with {@link IllegalStateException} before any work. That is damage to be repaired, neither a
 * wrong password nor an outage that passes.
 *
 * <p>The bytes as they were typed are tried too, if they are not the normal form: ours is looked at
 * first for our own hashes, what was typed for those of others.
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
  public Turn turn() {
    return new Argon2Turn(gate.enter());
  }

  @Override
  public Judgement judge(PasswordHash hash) {
    return Argon2Phc.parse(hash).isPresent()
        ? new Judgement.Accepted()
        : judge(ForeignHashes.read(hash.phc()));
  }

  private static Judgement judge(Reading reading) {
    return switch (reading) {
      case Reading.Known known -> new Judgement.Accepted();
      case Reading.Refused(var reason) -> new Judgement.Refused(reason);
    };
  }

  @Override
  public void close() {
    gate.close();
  }

  /** What is done at a place of the gate. */
  private final class Argon2Turn implements Turn {
    private final HashingGate.Place place;

    Argon2Turn(HashingGate.Place place) {
      this.place = place;
    }

    @Override
    public PasswordHash hash(PlainPassword password) {
      var salt = random(Argon2Phc.SALT_BYTES);
      var digest = place.pass(() -> digest(password, today, salt, Argon2Phc.DIGEST_BYTES));
      return new Argon2Phc(today, salt, digest).write();
    }

    @Override
    public Match verify(PlainPassword password, PasswordHash hash) {
      var own = Argon2Phc.parse(hash);
      return own.isPresent()
          ? place.pass(() -> compare(password, own.get()))
          : verifyForeign(password, ForeignHashes.read(hash.phc()));
    }

    private Match verifyForeign(PlainPassword password, Reading reading) {
      return switch (reading) {
        case Reading.Known(var stored) -> place.pass(() -> compare(password, stored));
        case Reading.Refused refused ->
            throw new IllegalStateException("a stored password hash is unreadable");
      };
    }

    @Override
    public void verifyNobody(PlainPassword password) {
      place.pass(() -> compare(password, decoy));
    }

    @Override
    public void close() {
      place.close();
    }
  }

  private Match compare(PlainPassword password, Argon2Phc stored) {
    if (isOf(password.reveal(), stored)) {
      return stored.isOf(today) ? new Match.Matched() : new Match.MatchedButStale();
    }
    var typed = password.revealAsTyped();
    return typed.isPresent() && isOf(typed.get(), stored)
        ? new Match.MatchedButStale()
        : new Match.Mismatched();
  }

  private static Match compare(PlainPassword password, ForeignHash stored) {
    var typed = password.revealAsTyped();
    return (typed.isPresent() && erasing(typed.get(), stored::matches))
            || erasing(password.reveal(), stored::matches)
        ? new Match.MatchedButStale()
        : new Match.Mismatched();
  }

  private boolean isOf(byte[] password, Argon2Phc stored) {
    var expected = stored.digest();
    return erasing(
        password,
        bytes ->
            MessageDigest.isEqual(
                expected, argon2(bytes, stored.cost(), stored.salt(), expected.length)));
  }

  /** The bytes of a password exist only while they are looked at, on the thread that hashes. */
  private static boolean erasing(byte[] password, Predicate<byte[]> work) {
    try {
      return work.test(password);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

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
