package dev.latchkey.domain.credential;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens around passwords. */
public sealed interface CredentialEvent extends AuthEvent {

  /**
   * A sign-in, or another use of the password, was refused. Without a user when the address has
   * none.
   */
  record LoginRefused(@Nullable UserId user, Reason reason, Instant at) implements CredentialEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.ofNullable(user).map(UserId::value);
    }
  }

  /** So many wrong passwords came that tries are slowed or refused, and the user is to hear. */
  record GuessingNoticed(UserId user, Instant at) implements CredentialEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /**
   * Somebody asked for a new password. About the request alone: whether its address has an account
   * shows when the mail is written.
   */
  record PasswordResetRequested(PasswordResetId reset, Instant at) implements CredentialEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(reset.value());
    }
  }

  /** A mail with a token that sets a new password is on its way to the user. */
  record PasswordResetOffered(UserId user, PasswordResetId reset, Instant at)
      implements CredentialEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /** A token from a mail set a new password; everything the user was signed in with has ended. */
  record PasswordReset(UserId user, Instant at) implements CredentialEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /** The user set another password, knowing the old one or freshly signed in. */
  record PasswordChanged(UserId user, Instant at) implements CredentialEvent {
    @Override
    public Optional<UUID> subject() {
      return Optional.of(user.value());
    }
  }

  /** Why a sign-in was refused; for the trail only, the client hears one answer. */
  enum Reason {
    UNKNOWN_ADDRESS,
    WRONG_PASSWORD,
    DISABLED,
    /** Too many wrong ones in a short time. */
    SLOWED,
    /** Too many wrong ones in a row; the password has to be set anew. */
    BUDGET_SPENT,
    /** The account changed while the password was being checked. */
    CHANGED_MEANWHILE,
    /** The password was right, and its owner has said that somebody else has it. */
    FROZEN
  }
}
