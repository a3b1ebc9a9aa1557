package dev.latchkey.testkit.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.testkit.wire.Base64Url;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Writes what authenticators sign (WebAuthn Level 3, section 6.1). */
final class AuthenticatorData {
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int BACKUP_ELIGIBLE = 0x08;
  private static final int BACKED_UP = 0x10;
  private static final int CREDENTIAL_INCLUDED = 0x40;
  private static final int LONGEST = 4096;

  private final AuthenticatorModel model;
  private final Set<Lie> lies;

  AuthenticatorData(AuthenticatorModel model, Set<Lie> lies) {
    this.model = model;
    this.lies = lies;
  }

  /** With the new passkey in it. */
  byte[] ofCreation(Held held) {
    var id = Base64Url.read(held.id()).orElseThrow();
    var key = held.algorithm().write(held.keys().getPublic()).write();
    var data = head(held, CREDENTIAL_INCLUDED);
    data.putLong(model.aaguid().getMostSignificantBits());
    data.putLong(model.aaguid().getLeastSignificantBits());
    return written(data.putShort((short) id.length).put(id).put(key));
  }

  byte[] ofShowing(Held held) {
    return written(head(held, 0));
  }

  private ByteBuffer head(Held held, int more) {
    var party = held.relyingParty() + (lies.contains(Lie.OTHER_RELYING_PARTY) ? ".example" : "");
    return ByteBuffer.allocate(LONGEST)
        .put(sha256(party.getBytes(UTF_8)))
        .put((byte) (flags() | more))
        .putInt((int) count(held));
  }

  private long count(Held held) {
    if (lies.contains(Lie.COUNTER_BACK)) {
      return held.count().get() - 1;
    }
    return model.counting() ? held.count().incrementAndGet() : 0;
  }

  private int flags() {
    return flag(!lies.contains(Lie.NO_USER_PRESENCE), USER_PRESENT)
        | flag(!lies.contains(Lie.NO_USER_VERIFICATION), USER_VERIFIED)
        | backup();
  }

  private int backup() {
    if (lies.contains(Lie.BACKED_UP_WITHOUT_ELIGIBILITY)) {
      return BACKED_UP;
    }
    var eligible = model.backupEligible() != lies.contains(Lie.OTHER_ELIGIBILITY);
    return flag(eligible, BACKUP_ELIGIBLE) | flag(eligible && model.backedUp(), BACKED_UP);
  }

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static byte[] written(ByteBuffer data) {
    var bytes = new byte[data.position()];
    data.flip().get(bytes);
    return bytes;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
