package dev.latchkey.application.passkey;

import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.passkey.Passkey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Created;
import dev.latchkey.domain.passkey.PasskeyCeremony.Creation;
import dev.latchkey.domain.passkey.PasskeyCeremony.Flaw;
import dev.latchkey.domain.passkey.PasskeyCredential;
import dev.latchkey.domain.passkey.PasskeyId;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Makes a passkey of what an authenticator answered. */
public final class MakePasskey {
  private static final DisplayName NAMELESS = new DisplayName("Passkey");

  private final PasskeyCeremony ceremony;
  private final IdSource ids;

  public MakePasskey(PasskeyCeremony ceremony, IdSource ids) {
    this.ceremony = ceremony;
    this.ids = ids;
  }

  Created verify(Creation creation, String response) {
    return Ceremonies.isAnswer(response)
        ? ceremony.verifyCreation(creation, response)
        : new Created.Refused(Flaw.MALFORMED);
  }

  /** One that nobody has shown yet. */
  Passkey of(UserId owner, PasskeyCredential credential, Optional<DisplayName> name, Instant now) {
    var called = name.or(() -> ceremony.model(credential.aaguid())).orElse(NAMELESS);
    return new Passkey(new PasskeyId(ids.next()), owner, credential, called, now, null);
  }
}
