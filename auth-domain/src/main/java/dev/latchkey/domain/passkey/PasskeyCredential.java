package dev.latchkey.domain.passkey;

import java.util.Set;
import java.util.UUID;

/**
 * What an authenticator told of a passkey when it was made, all of it verified but the transports,
 * which are a hint.
 *
 * @param aaguid the model of the authenticator or password manager; zeros when it does not say
 * @param signCount of signatures so far; 0 for authenticators that do not count
 * @param backupEligible it may be copied to other devices (BE); never changes
 * @param backedUp it was copied (BS); never without {@code backupEligible}
 * @param transports as browsers name them: {@code internal}, {@code hybrid}, {@code usb} …
 */
public record PasskeyCredential(
    CredentialId id,
    CosePublicKey key,
    UUID aaguid,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    Set<String> transports) {
  public PasskeyCredential {
    if (backedUp && !backupEligible) {
      throw new IllegalArgumentException("only what may be copied was copied");
    }
    transports = Set.copyOf(transports);
  }
}
