package dev.latchkey.adapter.http.passkey;

import dev.latchkey.application.passkey.ListPasskeys;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.domain.user.User;
import java.util.Map;

/**
 * What a page hands to browsers for those who keep passkeys (Web Authentication, Level 3, section
 * 5.1.10), when a name, an address or the passkeys themselves have changed: values for the template
 * {@code page/signal.peb} and the script {@code signal.js}. For the user himself alone.
 */
public final class PasskeySignals {
  private final ListPasskeys list;
  private final String relyingParty;

  public PasskeySignals(PasskeyUseCases passkeys) {
    list = passkeys.list();
    relyingParty = passkeys.relyingParty();
  }

  public Map<String, String> of(User user) {
    var all = list.handle(new ListPasskeys.Command(user.id()));
    var signal = PasskeysResponse.of(user, all).signal();
    return Map.of(
        "rp", relyingParty,
        "user", signal.userId(),
        "credentials", String.join(" ", signal.acceptedCredentialIds()),
        "name", signal.name(),
        "displayName", signal.displayName());
  }
}
