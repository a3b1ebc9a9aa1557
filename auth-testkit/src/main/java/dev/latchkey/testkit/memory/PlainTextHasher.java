package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.OverloadedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

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
  private static final Pattern FORM =
      Pattern.compile("\\$plain\\$v=([0-9]{1,4})\\$((?:[0-9a-f]{2})*)\\$([0-9a-f]{64})");

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
  public Turn turn() {
    if (full.get()) {
      throw new OverloadedException("hashing a password", A_WHILE);
    }
    return new PlainTurn();
  }

  @Override
  public Judgement judge(PasswordHash hash) {
    return FORM.matcher(hash.phc()).matches()
        ? new Judgement.Accepted()
        : new Judgement.Refused("not of the test kit");
  }

  /** A hash of another version, of these bytes and not of their normal form. */
  public static PasswordHash madeElsewhere(String typed) {
    var digest = digest("00", typed.getBytes(StandardCharsets.UTF_8));
    return new PasswordHash("$plain$v=0$00$" + digest);
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

  private final class PlainTurn implements Turn {

    @Override
    public PasswordHash hash(PlainPassword password) {
      var salt = new byte[SALT_BYTES];
      entropy.fill(salt);
      var digest = work(HEX.formatHex(salt), password.reveal());
      return new PasswordHash("$plain$v=" + version + "$" + HEX.formatHex(salt) + "$" + digest);
    }

    @Override
    public Match verify(PlainPassword password, PasswordHash hash) {
      var stored = FORM.matcher(hash.phc());
      if (!stored.matches()) {
        throw new IllegalStateException("a stored password hash is unreadable");
      }
      if (work(stored.group(2), password.reveal()).equals(stored.group(3))) {
        return stored.group(1).equals(String.valueOf(version))
            ? new Match.Matched()
            : new Match.MatchedButStale();
      }
      var typed = password.revealAsTyped();
      return typed.isPresent() && work(stored.group(2), typed.get()).equals(stored.group(3))
          ? new Match.MatchedButStale()
          : new Match.Mismatched();
    }

    @Override
    public void verifyNobody(PlainPassword password) {
      work("", password.reveal());
      password.revealAsTyped().ifPresent(typed -> work("", typed));
    }

    @Override
    public void close() {
      // There is always room, unless a test says that there is none.
    }
  }

  private String work(String salt, byte[] password) {
    work.incrementAndGet();
    return digest(salt, password);
  }

  private static String digest(String salt, byte[] password) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(HEX.parseHex(salt));
      return HEX.formatHex(sha256.digest(password));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
