package dev.latchkey.adapter.webauthn;

import com.yubico.webauthn.data.AuthenticatorData;
import com.yubico.webauthn.data.ByteArray;
import java.util.Optional;

/**
 * What an authenticator tells (WebAuthn Level 3, section 6.1).
 *
 * @param parsed as the library reads it, which reads nothing that is backed up without being
 *     eligible: there it lacks that flag
 * @param flags as they came
 */
record SeenData(AuthenticatorData parsed, int flags) {
  private static final int FLAGS = 32;
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int BACKUP_ELIGIBLE = 0x08;
  private static final int BACKED_UP = 0x10;

  static Optional<SeenData> read(byte[] raw) {
    if (raw.length <= FLAGS) {
      return Optional.empty();
    }
    var flags = raw[FLAGS];
    var readable = raw.clone();
    if ((flags & BACKUP_ELIGIBLE) == 0) {
      readable[FLAGS] &= ~BACKED_UP;
    }
    return Attempt.to(() -> new AuthenticatorData(new ByteArray(readable)))
        .map(parsed -> new SeenData(parsed, flags));
  }

  boolean userPresent() {
    return has(USER_PRESENT);
  }

  boolean userVerified() {
    return has(USER_VERIFIED);
  }

  boolean backupEligible() {
    return has(BACKUP_ELIGIBLE);
  }

  boolean backedUp() {
    return has(BACKED_UP);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
