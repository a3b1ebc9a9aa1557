package dev.latchkey.domain.notification;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notice.Happening;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.verification.OneTimeCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something we tell a person. */
public sealed interface Notification {

  /** The code that proves the address. */
  record RegistrationCode(@Nullable DisplayName name, OneTimeCode code, Duration lifetime)
      implements Notification {}

  /** Somebody tried to register an address that has an account; tells its owner. */
  record AlreadyRegistered(ClientContext client) implements Notification {}

  /**
   * Something happened that the user should know of, and what to do if it was not him.
   *
   * @param happening the only time, or the newest of several
   * @param times how often it happened since the mail before; 1 for a single one
   * @param since when it happened first; the same instant for a single one
   * @param link says that it was not him
   */
  record SecurityNotice(
      NoticeKind kind,
      @Nullable DisplayName name,
      Happening happening,
      int times,
      Instant since,
      NotMeLink link)
      implements Notification {}

  /** What the reader of a mail says with that it was not him, once, until then. */
  record NotMeLink(SecretToken token, Instant expiresAt) {}

  /** The account is there: what to do first. */
  record Welcome(@Nullable DisplayName name) implements Notification {}

  /**
   * The account is going to be deleted; how to keep it.
   *
   * @param undo good for undoing it once, until then
   */
  record DeletionPending(@Nullable DisplayName name, Instant deleteAt, SecretToken undo)
      implements Notification {}

  /**
   * How to set a new password.
   *
   * @param token good for setting it once, within its lifetime
   * @param client where the request came from
   */
  record PasswordReset(
      @Nullable DisplayName name, SecretToken token, Duration lifetime, ClientContext client)
      implements Notification {}

  /** The code that proves the address which somebody wants for his account. */
  record AddressCode(OneTimeCode code, Duration lifetime) implements Notification {}

  /** Somebody wanted an address for his account that has one; tells its owner. */
  record AddressInUse(ClientContext client) implements Notification {}

  /** Somebody who was signed in asked for another address; tells the one of the account. */
  record AddressChangeAsked(@Nullable DisplayName name, ClientContext client)
      implements Notification {}

  /** This is the address of the account now. */
  record AddressIsNow(@Nullable DisplayName name, Instant at, ClientContext client)
      implements Notification {}

  /**
   * This is the address of the account no more; how to undo that.
   *
   * @param undo good for undoing it once, until then
   */
  record AddressWasLeft(
      @Nullable DisplayName name, Instant until, SecretToken undo, ClientContext client)
      implements Notification {}

  /** This is the address of the account again: what to do now. */
  record AddressIsBack(@Nullable DisplayName name, Instant at, ClientContext client)
      implements Notification {}

  /** The address was taken from the account again, by the one before. */
  record AddressWasWithdrawn(Instant at, ClientContext client) implements Notification {}

  /**
   * Somebody who reads the mail of an account without a password wants to get back into it; how to
   * cancel that.
   *
   * @param dueAt when a mail leaves that sets a password
   * @param cancel good for cancelling it once
   */
  record RecoveryBegan(
      @Nullable DisplayName name, Instant dueAt, SecretToken cancel, ClientContext client)
      implements Notification {}

  /**
   * How to set a password for an account that has none.
   *
   * @param token good for setting it once, until then
   */
  record RecoveryReady(@Nullable DisplayName name, Instant until, SecretToken token)
      implements Notification {}

  /** Somebody asked for a new password for an address that has no account; tells its reader. */
  record NoAccountToReset(ClientContext client) implements Notification {}
}
