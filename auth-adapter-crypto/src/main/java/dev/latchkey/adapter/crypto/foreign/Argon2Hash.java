package dev.latchkey.adapter.crypto.foreign;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import java.security.MessageDigest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An Argon2 hash (RFC 9106) in PHC string form that is not of our own kind: also Argon2i and
 * Argon2d, and version 1.0. Its memory is native.
 */
final class Argon2Hash implements ForeignHash {
  private static final int MOST_MEMORY_KIB = 256 * 1024;
  private static final int MOST_ITERATIONS = 16;
  private static final int MOST_LANES = 16;
  private static final int SHORTEST_SALT = 8;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2(id|i|d)(?:\\$v=(16|19))?"
              + "\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]{0,2})"
              + "\\$([A-Za-z0-9+/]{1,200}={0,2})\\$([A-Za-z0-9+/]{1,200}={0,2})");

  private final Kind kind;
  private final Cost cost;
  private final byte[] salt;
  private final byte[] digest;

  private Argon2Hash(Kind kind, Cost cost, byte[] salt, byte[] digest) {
    this.kind = kind;
    this.cost = cost;
    this.salt = salt;
    this.digest = digest;
  }

  /** Which of the family. */
  private record Kind(Argon2Types type, Argon2Version version) {
    static Kind of(MatchResult parts) {
      var type =
          switch (parts.group(1)) {
            case "id" -> Argon2Types.ARGON2id;
            case "i" -> Argon2Types.ARGON2i;
            default -> Argon2Types.ARGON2d;
          };
      // Without a version it is of the time when there was but one.
      return new Kind(type, "19".equals(parts.group(2)) ? Argon2Version.V13 : Argon2Version.V10);
    }
  }

  /** What a hash claims to have cost. */
  private record Cost(int memoryKiB, int iterations, int lanes) {
    boolean isBounded() {
      return memoryKiB <= MOST_MEMORY_KIB
          && memoryKiB >= 8 * lanes
          && iterations <= MOST_ITERATIONS
          && lanes <= MOST_LANES;
    }
  }

  static Reading read(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches() ? read(matcher) : malformed();
  }

  private static Reading read(MatchResult parts) {
    var salt = Digests.base64(parts.group(6));
    var digest = Digests.base64(parts.group(7));
    return salt.isPresent() && digest.isPresent()
        ? bounded(parts, salt.get(), digest.get())
        : malformed();
  }

  private static Reading bounded(MatchResult parts, byte[] salt, byte[] digest) {
    var cost = new Cost(number(parts, 3), number(parts, 4), number(parts, 5));
    return cost.isBounded() && salt.length >= SHORTEST_SALT && Digests.areBounded(salt, digest)
        ? Reading.known(new Argon2Hash(Kind.of(parts), cost, salt, digest))
        : Reading.refused(
            "Argon2 is taken with up to 262144 KiB, 16 iterations and 16 lanes, a salt of 8 to 128"
                + " bytes and a digest of 16 to 64");
  }

  private static int number(MatchResult parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static Reading malformed() {
    return Reading.refused("not what an Argon2 hash looks like");
  }

  @Override
  public boolean matches(byte[] password) {
    var found =
        Argon2Factory.createAdvanced(kind.type())
            .hashAdvanced(
                cost.iterations(),
                cost.memoryKiB(),
                cost.lanes(),
                password,
                salt,
                digest.length,
                kind.version());
    return MessageDigest.isEqual(digest, found.getRaw());
  }
}
