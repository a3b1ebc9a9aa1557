package dev.latchkey.application.leaving;

import dev.latchkey.application.address.Mailboxes;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.leaving.Deletions;
import dev.latchkey.domain.leaving.LeavingEvent.DeletionRequested;
import dev.latchkey.domain.leaving.LeavingPolicy;
import dev.latchkey.domain.leaving.PendingDeletion;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a user, by mail, that his account is going to be deleted, and gives him the token that
 * keeps it.
 *
 * <p>The token is minted here and its digest committed before the mail leaves, so that a mail in a
 * mailbox always carries one that was live. A repeated delivery mints another, and the one before
 * is dead. A wish that was undone meanwhile is told nobody. Too many an hour wait rather than being
 * dropped: nobody shall lose his account without having heard of it.
 */
public final class SendDeletionMail implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(SendDeletionMail.class);

  private final UnitOfWork unit;
  private final Deletions deletions;
  private final Users users;
  private final Mailboxes mailboxes;
  private final GuessBudgets budgets;
  private final Entropy entropy;
  private final Notifier notifier;
  private final Rules rules;

  public SendDeletionMail(StoragePorts storage, Entropy entropy, Notifier notifier, Rules rules) {
    this.unit = storage.unit();
    this.deletions = storage.deletions();
    this.users = storage.users();
    this.mailboxes = new Mailboxes(storage.addressChanges(), rules.time());
    this.budgets = storage.budgets();
    this.entropy = entropy;
    this.notifier = notifier;
    this.rules = rules;
  }

  /** The policy, and the clock by which it is kept. */
  public record Rules(LeavingPolicy policy, InstantSource time) {}

  @Override
  public String name() {
    return "deletion-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof DeletionRequested;
  }

  @Override
  public void deliver(Delivery delivery) {
    var now = rules.time().instant();
    var requested = (DeletionRequested) delivery.event();
    var wish = deletions.find(requested.user()).filter(found -> isMeant(found, requested, now));
    var user = wish.flatMap(found -> users.find(found.user()));
    if (user.isPresent()) {
      deliver(delivery, wish.get(), user.get(), now);
    } else {
      LOG.info("mail of deletion {} dropped: it is over", requested.user().value());
    }
  }

  private static boolean isMeant(PendingDeletion found, DeletionRequested requested, Instant now) {
    return found.requestedAt().equals(requested.at()) && found.isUndoable(now);
  }

  private void deliver(Delivery delivery, PendingDeletion wish, User user, Instant now) {
    var mailbox = mailboxes.of(user, wish.requestedAt());
    switch (budgets.take(rules.policy().mailsTo(mailbox), now)) {
      case Take.Granted granted ->
          mint(wish, user, now)
              .ifPresent(text -> send(delivery, Recipient.of(user, mailbox), text, granted));
      case Take.Exhausted(var until) ->
          throw new OverloadedException("mail of a deletion", Duration.between(now, until));
    }
  }

  private Optional<DeletionPending> mint(PendingDeletion wish, User user, Instant now) {
    var token = SecretToken.generate(entropy);
    return unit.write(() -> deletions.mint(wish, token.digest(), now))
        ? Optional.of(new DeletionPending(user.name(), wish.deleteAt(), token))
        : Optional.empty();
  }

  private void send(
      Delivery delivery, Recipient reader, DeletionPending text, Take.Granted granted) {
    try {
      var receipt = notifier.send(delivery.id(), reader, text);
      if (receipt instanceof Receipt.Rejected(var reason)) {
        LOG.warn("mail to {} was rejected: {}", reader.address().digest(), reason);
      }
    } catch (InfrastructureException notSent) {
      // An hour of a mail server that is away must not use up the mails of that hour.
      budgets.giveBack(granted);
      throw notSent;
    }
  }
}
