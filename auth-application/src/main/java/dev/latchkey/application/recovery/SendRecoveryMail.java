package dev.latchkey.application.recovery;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.recovery.Recoveries;
import dev.latchkey.domain.recovery.Recovery;
import dev.latchkey.domain.recovery.RecoveryEvent;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryBegun;
import dev.latchkey.domain.recovery.RecoveryEvent.RecoveryDue;
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
 * Writes the two mails of a recovery: one at its start, with the token that cancels it, and one
 * when it is due, with the token that sets a password.
 *
 * <p>The tokens are minted here and their digests committed before the mail leaves, so that a mail
 * in a mailbox always carries one that was live. A repeated delivery mints another, and the one
 * before is dead. Of a recovery that is over nobody hears.
 */
public final class SendRecoveryMail implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(SendRecoveryMail.class);

  private final UnitOfWork unit;
  private final Recoveries recoveries;
  private final Users users;
  private final Chance chance;
  private final Notifier notifier;
  private final InstantSource time;

  public SendRecoveryMail(
      StoragePorts storage, Chance chance, Notifier notifier, InstantSource time) {
    this.unit = storage.unit();
    this.recoveries = storage.recoveries();
    this.users = storage.users();
    this.chance = chance;
    this.notifier = notifier;
    this.time = time;
  }

  /** Where tokens come from, and how they are kept. */
  public record Chance(Entropy entropy, CodeDigester codes) {}

  @Override
  public String name() {
    return "recovery-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof RecoveryBegun || event instanceof RecoveryDue;
  }

  @Override
  public void deliver(Delivery delivery) {
    var event = (RecoveryEvent) delivery.event();
    var now = time.instant();
    var user = users.find(event.user());
    recoveries
        .find(event.recovery())
        .flatMap(recovery -> user.flatMap(known -> text(delivery, recovery, known, now)))
        .ifPresentOrElse(
            text -> send(delivery, user.orElseThrow(), text),
            () -> LOG.info("mail of recovery {} dropped", event.recovery().value()));
  }

  private Optional<Notification> text(
      Delivery delivery, Recovery recovery, User user, Instant now) {
    var token = SecretToken.generate(chance.entropy());
    return delivery.event() instanceof RecoveryBegun
        ? begun(delivery, recovery, user, token, now)
        : ready(recovery, user, token, now);
  }

  private Optional<Notification> begun(
      Delivery delivery, Recovery recovery, User user, SecretToken token, Instant now) {
    var digest = chance.codes().digest(Purpose.RECOVERY_CANCEL, token);
    return unit.write(() -> recoveries.mintCancel(recovery.id(), digest, now))
        ? Optional.of(new RecoveryBegan(user.name(), recovery.dueAt(), token, delivery.client()))
        : Optional.empty();
  }

  private Optional<Notification> ready(
      Recovery recovery, User user, SecretToken token, Instant now) {
    var digest = chance.codes().digest(Purpose.RECOVERY, token);
    return unit.write(() -> recoveries.mint(recovery.id(), digest, now))
        ? Optional.of(new RecoveryReady(user.name(), recovery.expiresAt(), token))
        : Optional.empty();
  }

  private void send(Delivery delivery, User user, Notification text) {
    if (notifier.send(delivery.id(), Recipient.of(user), text)
        instanceof Receipt.Rejected(var reason)) {
      LOG.warn("mail to {} was rejected: {}", user.email().digest(), reason);
    }
  }
}
