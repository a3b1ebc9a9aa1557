package dev.latchkey.domain.passkey;

import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A passkey, read together with the user that it belongs to. */
public record HeldPasskey(Passkey passkey, User owner) {

  /** The proof that the owner is here, since he showed it, if he may sign in. */
  public Optional<Authentication> confirm(PasskeyCeremony.Shown.Verified shown, Instant now) {
    return owner.isActive()
        ? Optional.of(
            new Authentication(owner.id(), owner.epoch(), methods(shown.userVerified()), now))
        : Optional.empty();
  }

  /** Whoever has a key and is verified by its authenticator has shown two factors. */
  public static Set<AuthenticationMethod> methods(boolean userVerified) {
    return userVerified
        ? Set.of(AuthenticationMethod.POSSESSION, AuthenticationMethod.MULTIPLE_FACTORS)
        : Set.of(AuthenticationMethod.POSSESSION);
  }
}
