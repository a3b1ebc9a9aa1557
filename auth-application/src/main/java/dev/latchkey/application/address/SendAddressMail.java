package dev.latchkey.application.address;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.AddressChanges.NewCode;
import dev.latchkey.domain.address.AddressEvent;
import dev.latchkey.domain.address.AddressEvent.AddressChangeRequested;
import dev.latchkey.domain.address.AddressEvent.AddressChangeUndone;
import dev.latchkey.domain.address.AddressEvent.AddressChanged;
import dev.latchkey.domain.address.AddressEvent.AddressCodeRefused;
import dev.latchkey.domain.address.AddressEvent.AddressLeft;
import dev.latchkey.domain.address.AddressEvent.AddressProofRequested;
import dev.latchkey.domain.address.AddressEvent.AddressWithdrawn;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.address.LeftAddress;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressChangeAsked;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AddressIsBack;
import dev.latchkey.domain.notification.Notification.AddressIsNow;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.notification.Notification.AddressWasWithdrawn;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import dev.latchkey.domain.verification.OneTimeCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the mails of a change of address, when a worker gets to them: each step is told to the
 * address before and to the one after, each by an event of its own.
 *
 * <p>Codes and tokens are minted here and their digests committed before the mail leaves, so that a
 * mail in a mailbox always carries one that was live. A repeated delivery mints another, and the
 * one before is dead. Of wishes, per address and kind so many mails an hour leave and no more; what
 * has happened is always told.
 */
public final class SendAddressMail implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(SendAddressMail.class);

  private final UnitOfWork unit;
  private final AddressChanges changes;
  private final Users users;
  private final Mailboxes mailboxes;
  private final GuessBudgets budgets;
  private final Chance chance;
  private final Notifier notifier;
  private final AddressPolicy policy;
  private final InstantSource time;

  public SendAddressMail(
      StoragePorts storage,
      Chance chance,
      Notifier notifier,
      AddressPolicy policy,
      InstantSource time) {
    this.unit = storage.unit();
    this.changes = storage.addressChanges();
    this.users = storage.users();
    this.mailboxes = new Mailboxes(changes, time);
    this.budgets = storage.budgets();
    this.chance = chance;
    this.notifier = notifier;
    this.policy = policy;
    this.time = time;
  }

  /** Where codes and tokens come from, and how they are kept. */
  public record Chance(Entropy entropy, CodeDigester codes) {}

  @Override
  public String name() {
    return "address-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof AddressEvent && !(event instanceof AddressCodeRefused);
  }

  @Override
  public void deliver(Delivery delivery) {
    var event = (AddressEvent) delivery.event();
    users
        .find(event.user())
        .ifPresentOrElse(
            user -> deliver(delivery, event, user),
            () -> LOG.info("mail of address change {} dropped", event.change().value()));
  }

  private void deliver(Delivery delivery, AddressEvent event, User user) {
    var client = delivery.client();
    var at = event.at();
    switch (event) {
      case AddressChangeRequested asked -> tellOfWish(delivery, asked, user);
      case AddressProofRequested wanted -> askForProof(delivery, wanted.change(), user);
      case AddressLeft gone -> tellHowToUndo(delivery, gone.change(), user);
      case AddressChanged changed ->
          left(changed)
              .ifPresent(
                  it ->
                      send(
                          delivery,
                          Recipient.of(user, it.taken()),
                          new AddressIsNow(user.name(), at, client)));
      case AddressChangeUndone undone ->
          left(undone)
              .ifPresent(
                  it ->
                      send(
                          delivery,
                          Recipient.of(user, it.left()),
                          new AddressIsBack(user.name(), at, client)));
      case AddressWithdrawn gone ->
          left(gone)
              .ifPresent(
                  it ->
                      send(
                          delivery,
                          Recipient.of(user, it.taken()),
                          new AddressWasWithdrawn(at, client)));
      case AddressCodeRefused refused -> throw new IllegalArgumentException("not wanted");
    }
  }

  private Optional<LeftAddress> left(AddressEvent event) {
    return changes.findLeft(event.change());
  }

  /** Should this change or another be through already, the user has another address by now. */
  private void tellOfWish(Delivery delivery, AddressChangeRequested asked, User user) {
    var to = mailboxes.of(user, asked.at());
    var text = new AddressChangeAsked(user.name(), delivery.client());
    within(policy.noticeMailsTo(to), to, () -> send(delivery, Recipient.of(user, to), text));
  }

  private void askForProof(Delivery delivery, AddressChangeId id, User user) {
    var now = time.instant();
    changes
        .find(id)
        .filter(wish -> wish.user().equals(user.id()) && wish.isOpen(now))
        .ifPresentOrElse(
            wish ->
                within(
                    policy.codeMailsTo(wish.wanted()),
                    wish.wanted(),
                    () -> askForProof(delivery, wish, user, now)),
            () -> tellOwnerOfReplaced(delivery, id, now));
  }

  /** Whoever asks again at once for another address does not keep the owner of this one unaware. */
  private void tellOwnerOfReplaced(Delivery delivery, AddressChangeId id, Instant now) {
    changes
        .findReplaced(id)
        .filter(wish -> wish.isOpen(now) && !changes.isFreeFor(wish.user(), wish.wanted()))
        .map(AddressChange::wanted)
        .ifPresentOrElse(
            owned -> within(policy.codeMailsTo(owned), owned, () -> tellOwner(delivery, owned)),
            () -> LOG.info("code of address change {} dropped: it is over", id.value()));
  }

  /** A code, or a notice to whom the address belongs. No name: nobody has proven anything yet. */
  private void askForProof(Delivery delivery, AddressChange wish, User user, Instant now) {
    var to = wish.wanted();
    if (changes.isFreeFor(user.id(), to)) {
      mint(wish, now).ifPresent(text -> send(delivery, Recipient.of(user, to), text));
    } else {
      tellOwner(delivery, to);
    }
  }

  private void tellOwner(Delivery delivery, EmailAddress owned) {
    var owner = users.findByEmail(owned).map(Recipient::of).orElseGet(() -> Recipient.at(owned));
    send(delivery, owner, new AddressInUse(delivery.client()));
  }

  private Optional<Notification> mint(AddressChange wish, Instant now) {
    var rules = policy.codes();
    var code = OneTimeCode.generate(chance.entropy(), rules.length());
    var digest = chance.codes().digest(Purpose.ADDRESS_CHANGE, wish.id().value(), code);
    var minted = new NewCode(digest, now.plus(rules.lifetime()), rules.wrongAnswers());
    return unit.write(() -> changes.mint(wish.id(), minted, now))
        ? Optional.of(new AddressCode(code, rules.lifetime()))
        : Optional.empty();
  }

  /** Nobody hears of a token that would undo nothing. */
  private void tellHowToUndo(Delivery delivery, AddressChangeId id, User user) {
    var now = time.instant();
    var token = SecretToken.generate(chance.entropy());
    var digest = chance.codes().digest(Purpose.ADDRESS_UNDO, token);
    if (unit.write(() -> changes.mintUndo(id, digest, now))) {
      var left = changes.findLeft(id).orElseThrow();
      var until = left.reservedUntil();
      send(
          delivery,
          Recipient.of(user, left.left()),
          new AddressWasLeft(user.name(), until, token, delivery.client()));
    } else {
      LOG.info("undo mail of address change {} dropped: it is over", id.value());
    }
  }

  private void within(Budget budget, EmailAddress to, Runnable work) {
    switch (budgets.take(budget, time.instant())) {
      case Take.Granted granted -> {
        try {
          work.run();
        } catch (InfrastructureException notSent) {
          // An hour of a mail server that is away must not use up the mails of that hour.
          budgets.giveBack(granted);
          throw notSent;
        }
      }
      case Take.Exhausted exhausted ->
          LOG.warn("mail to {} dropped: too many an hour", to.digest());
    }
  }

  private void send(Delivery delivery, Recipient to, Notification text) {
    if (notifier.send(delivery.id(), to, text) instanceof Receipt.Rejected(var reason)) {
      LOG.warn("mail to {} was rejected: {}", to.address().digest(), reason);
    }
  }
}
