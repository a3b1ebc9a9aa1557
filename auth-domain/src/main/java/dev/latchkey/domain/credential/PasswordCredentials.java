package dev.latchkey.domain.credential;

import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The password of each user who has one. */
public interface PasswordCredentials {

  /** The password and its owner, by the owner's address, in one read; empty when there is none. */
  Optional<PasswordCredential> findByEmail(EmailAddress email);

  /** The hashes of those among these users who have a password that is not frozen, in one read. */
  Map<UserId, PasswordHash> hashesOf(Set<UserId> users);

  /** Gives an existing user this password, in place of the one before; frozen or not. */
  void set(UserId user, PasswordHash hash, Instant now);

  /**
   * Freezes the password of the user: it stays where it is, and signs nobody in, until another one
   * is set. True when he has one, frozen before or not.
   */
  boolean freeze(UserId user, Instant now);

  /** Freezes the password of the user if it was set after this instant; true when it was. */
  boolean freezeSetAfter(UserId user, Instant instant, Instant now);

  /**
   * Replaces a hash by a fresh one of the same password. Only while the old one is still there: a
   * password that was changed meanwhile stays, and the answer is false.
   */
  boolean rehash(UserId user, PasswordHash old, PasswordHash fresh);
}
