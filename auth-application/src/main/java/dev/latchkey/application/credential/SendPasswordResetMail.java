package dev.latchkey.application.credential;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetOffered;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetRequested;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.credential.PasswordResetRequest;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.credential.PasswordResets.NewToken;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.NoAccountToReset;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the mail of a request for a new password, when a worker gets to it: a token for the owner
 * of the address, a notice where nobody owns it, nothing for whoever may not sign in at all.
 *
 * <p>The token is minted here and its digest committed before the mail leaves, so that a mail in a
 * mailbox always carries one that was live. A repeated delivery mints another, and the one before
 * is dead. A request that is over, or that a newer one took the place of, is dropped.
 */
public final class SendPasswordResetMail implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(SendPasswordResetMail.class);

  private final UnitOfWork unit;
  private final PasswordResets resets;
  private final Users users;
  private final Outbox outbox;
  private final Chance chance;
  private final Notifier notifier;
  private final Rules rules;

  public SendPasswordResetMail(
      StoragePorts storage, Chance chance, Notifier notifier, Rules rules) {
    this.unit = storage.unit();
    this.resets = storage.passwordResets();
    this.users = storage.users();
    this.outbox = storage.outbox();
    this.chance = chance;
    this.notifier = notifier;
    this.rules = rules;
  }

  /** Where tokens come from, and how they are kept. */
  public record Chance(Entropy entropy, CodeDigester codes) {}

  /** The policy, and the clock by which it is kept. */
  public record Rules(PasswordResetPolicy policy, InstantSource time) {}

  @Override
  public String name() {
    return "password-reset-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof PasswordResetRequested;
  }

  @Override
  public void deliver(Delivery delivery) {
    var now = rules.time().instant();
    var id = ((PasswordResetRequested) delivery.event()).reset();
    resets
        .find(id)
        .filter(request -> request.isOpen(now))
        .flatMap(request -> text(delivery, request, now))
        .ifPresentOrElse(
            letter -> send(delivery, letter),
            () -> LOG.info("mail of password reset {} dropped", id.value()));
  }

  private record Letter(Recipient to, Notification text) {
    @Override
    public String toString() {
      return "Letter[redacted]";
    }
  }

  /** What is to be said to whom; empty when it is nothing. */
  private Optional<Letter> text(Delivery delivery, PasswordResetRequest request, Instant now) {
    var owner = users.findByEmail(request.email());
    var text =
        owner.isEmpty()
            ? Optional.<Notification>of(new NoAccountToReset(delivery.client()))
            : owner.filter(User::isActive).flatMap(user -> mint(delivery, request, user, now));
    var to =
        owner
            .map(Recipient::of)
            .orElseGet(() -> new Recipient(request.email(), delivery.client().language()));
    return text.map(notification -> new Letter(to, notification));
  }

  private Optional<Notification> mint(
      Delivery delivery, PasswordResetRequest request, User user, Instant now) {
    var lifetime = rules.policy().tokenLifetime();
    var token = SecretToken.generate(chance.entropy());
    var digest = chance.codes().digest(Purpose.PASSWORD_RESET, token);
    var minted = new NewToken(digest, now.plus(lifetime));
    return unit.write(
        () -> {
          if (!resets.mint(request.id(), user, minted, now)) {
            return Optional.empty();
          }
          outbox.append(new PasswordResetOffered(user.id(), request.id(), now), delivery.client());
          return Optional.of(new PasswordReset(user.name(), token, lifetime, delivery.client()));
        });
  }

  private void send(Delivery delivery, Letter letter) {
    var to = letter.to();
    if (notifier.send(delivery.id(), to, letter.text()) instanceof Receipt.Rejected(var reason)) {
      LOG.warn("mail to {} was rejected: {}", to.address().digest(), reason);
    }
  }
}
