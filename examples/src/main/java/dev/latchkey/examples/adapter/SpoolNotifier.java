package dev.latchkey.examples.adapter;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

// begin: adapter
/**
 * Notifications as files in a folder, from where a mail program takes them.
 *
 * <p>A file is there as a whole or not at all, under the id of its event; a second one under the
 * same id takes its place. The words are English, whatever language the recipient reads.
 */
public final class SpoolNotifier implements Notifier {
  private final Path folder;

  public SpoolNotifier(Path folder) {
    this.folder = folder;
  }

  @Override
  public Receipt send(EventId id, Recipient to, Notification notification) {
    try {
      var draft = Files.createTempFile(folder, id.value().toString(), ".draft");
      Files.writeString(draft, "To: " + to.address().value() + "\n\n" + text(notification) + "\n");
      Files.move(draft, folder.resolve(id.value() + ".mail"), StandardCopyOption.ATOMIC_MOVE);
      return new Receipt.Accepted();
    } catch (IOException unwritable) {
      throw new InfrastructureException("spool a mail", unwritable);
    }
  }

  // end: adapter

  // begin: texts
  private static String text(Notification notification) {
    return switch (notification) {
      case Notification.RegistrationCode(var name, var code, var lifetime) ->
          "Your code is " + code.reveal() + ", for " + lifetime.toMinutes() + " minutes.";
      case Notification.AlreadyRegistered(var client) -> "You have an account already.";
      case Notification.SecurityNotice notice ->
          notice.kind()
              + " at "
              + notice.happening().at()
              + ". If it was not you: "
              + notice.link().token().reveal();
      case Notification.Welcome(var name) -> "Your account is there.";
      case Notification.DeletionPending(var name, var deleteAt, var undo) ->
          "Your account is deleted at " + deleteAt + ". To keep it: " + undo.reveal();
      case Notification.PasswordReset(var name, var token, var lifetime, var client) ->
          "To set a new password, within " + lifetime.toMinutes() + " minutes: " + token.reveal();
      case Notification.NoAccountToReset(var client) -> "You have no account with this address.";
      case Notification.AddressCode(var code, var lifetime) ->
          "To show that this address is yours: " + code.reveal();
      case Notification.AddressInUse(var client) -> "Somebody wanted this address of yours.";
      case Notification.AddressChangeAsked(var name, var client) ->
          "Another address was asked for, for your account.";
      case Notification.AddressIsNow(var name, var at, var client) ->
          "This is the address of your account since " + at + ".";
      case Notification.AddressWasLeft(var name, var until, var undo, var client) ->
          "This is your account's address no more. To undo, until " + until + ": " + undo.reveal();
      case Notification.AddressIsBack(var name, var at, var client) ->
          "This is the address of your account again. Set a new password.";
      case Notification.RecoveryBegan(var name, var dueAt, var cancel, var client) ->
          "At " + dueAt + " you can set a password. To cancel that: " + cancel.reveal();
      case Notification.RecoveryReady(var name, var until, var token) ->
          "To set a password, until " + until + ": " + token.reveal();
      case Notification.AddressWasWithdrawn(var at, var client) ->
          "This is the address of that account no more, since " + at + ".";
    };
  }
  // end: texts
}
