package dev.latchkey.adapter.crypto;

import dev.latchkey.adapter.crypto.CryptoConfig.Argon2Cost;
import dev.latchkey.domain.credential.PasswordHash;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An Argon2id hash, version 1.3, as the PHC string format writes it: {@code
 * $argon2id$v=19$m=…,t=…,p=…$salt$digest}.
 *
 * <p>Only what is bounded can be read: a stored hash must not decide how much memory or time we
 * spend on it.
 */
final class Argon2Phc {
  static final int SALT_BYTES = 16;
  static final int DIGEST_BYTES = 32;

  /** Salts of 8 to 48 bytes, digests of 16 to 64. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})"
              + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");

  private static final int LONGEST = 256;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] digest;

  Argon2Phc(Argon2Cost cost, byte[] salt, byte[] digest) {
    this.cost = cost;
    this.salt = salt.clone();
    this.digest = digest.clone();
  }

  /** Empty unless it is an Argon2id hash of bounded cost. */
  static Optional<Argon2Phc> parse(PasswordHash hash) {
    var text = hash.phc();
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var matcher = FORM.matcher(text);
    return matcher.matches() ? read(matcher) : Optional.empty();
  }

  private static Optional<Argon2Phc> read(MatchResult parts) {
    var cost = Argon2Cost.stored(number(parts, 1), number(parts, 2), number(parts, 3));
    try {
      var decoder = Base64.getDecoder();
      var phc = new Argon2Phc(cost, decoder.decode(parts.group(4)), decoder.decode(parts.group(5)));
      return cost.isBounded() ? Optional.of(phc) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static int number(MatchResult parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  /** Whether a hash that is made today would have these parameters. */
  boolean isOf(Argon2Cost today) {
    return cost.equals(today) && salt.length == SALT_BYTES && digest.length == DIGEST_BYTES;
  }

  PasswordHash write() {
    return new PasswordHash(
        "$argon2id$v=19$%s$%s$%s"
            .formatted(cost, ENCODER.encodeToString(salt), ENCODER.encodeToString(digest)));
  }

  Argon2Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] digest() {
    return digest.clone();
  }

  @Override
  public String toString() {
    return "Argon2Phc[" + cost + "]";
  }
}
