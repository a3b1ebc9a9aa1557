package dev.latchkey.domain.credential;

import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A user's password, read together with the user that it belongs to.
 *
 * @param frozen its owner has said that somebody else has it: it signs nobody in any more
 */
public record PasswordCredential(User owner, PasswordHash hash, boolean frozen) {

  /** A password that is good. */
  public PasswordCredential(User owner, PasswordHash hash) {
    this(owner, hash, false);
  }

  /** The proof that the owner is here, if the password was right and he may sign in with it. */
  public Optional<Authentication> confirm(PasswordHasher.Match match, Instant now) {
    return match instanceof PasswordHasher.Match.Mismatched || frozen || !owner.isActive()
        ? Optional.empty()
        : Optional.of(
            new Authentication(
                owner.id(), owner.epoch(), Set.of(AuthenticationMethod.PASSWORD), now));
  }
}
