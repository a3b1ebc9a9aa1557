package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCredential;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * A passkey as the page of its owner tells of it.
 *
 * @param typed the name in its field: the one it has, or the one that was not taken
 * @param refused whether that was not taken
 * @param used when it was last shown, in words
 * @param kind where it is, in words
 */
public record PasskeyRow(
    String id, String name, String typed, boolean refused, String added, String used, String kind) {
  private static final Set<String> OF_SECURITY_KEYS = Set.of("usb", "nfc", "ble", "smart-card");

  static PasskeyRow of(Passkey passkey, Texts texts) {
    var name = passkey.name().value();
    return new PasskeyRow(
        passkey.id().value().toString(),
        name,
        name,
        false,
        texts.date("date", passkey.addedAt()),
        Optional.ofNullable(passkey.usedAt())
            .map(at -> texts.date("passkeys.moment", at))
            .orElseGet(() -> texts.say("passkeys.never")),
        texts.say("passkeys.kind-" + kind(passkey.credential())));
  }

  private static String kind(PasskeyCredential credential) {
    if (credential.backedUp()) {
      return "synced";
    }
    if (!Collections.disjoint(credential.transports(), OF_SECURITY_KEYS)) {
      return "key";
    }
    return credential.backupEligible() ? "syncable" : "single";
  }

  /** The same with a name that was typed and not taken. */
  PasskeyRow refusing(String other) {
    return new PasskeyRow(id, name, other, true, added, used, kind);
  }
}
