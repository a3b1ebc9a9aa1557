package dev.latchkey.application.notification;

import dev.latchkey.application.address.Mailboxes;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.notice.Notice;
import dev.latchkey.domain.notice.NoticeEvent.NoticesGathered;
import dev.latchkey.domain.notice.NoticePolicy;
import dev.latchkey.domain.notice.Notices;
import dev.latchkey.domain.notice.Notices.Digest;
import dev.latchkey.domain.notice.Notices.Link;
import dev.latchkey.domain.notice.Notices.Series;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.NotMeLink;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.notification.Notification.Welcome;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells users, by mail, what they should know of what happened to their accounts.
 *
 * <p>Told is the mailbox that was the user's when it happened, not that of the moment in which the
 * mail leaves: whoever changed the address in between does not get it.
 *
 * <p>What comes soon after a mail of its kind waits, and is told in one mail with all else that
 * waits. The token by which the user says that it was not him is minted here, and its digest
 * committed before the mail leaves; a repeated delivery mints another, and the one before is dead.
 */
public final class NotifyUser implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(NotifyUser.class);

  private final UnitOfWork unit;
  private final Users users;
  private final GuessBudgets budgets;
  private final Notices notices;
  private final Mailboxes mailboxes;
  private final Notifier notifier;
  private final Chance chance;
  private final Origins origins;
  private final Rules rules;

  /** Where tokens come from, and how they are kept. */
  public record Chance(Entropy entropy, CodeDigester codes) {}

  /** The policies, and the clock by which they are kept. */
  public record Rules(LockoutPolicy lockout, NoticePolicy notices, InstantSource time) {}

  public NotifyUser(
      StoragePorts storage, Notifier notifier, Chance chance, Origins origins, Rules rules) {
    this.unit = storage.unit();
    this.users = storage.users();
    this.budgets = storage.budgets();
    this.notices = storage.notices();
    this.mailboxes = new Mailboxes(storage.addressChanges(), rules.time());
    this.notifier = notifier;
    this.chance = chance;
    this.origins = origins;
    this.rules = rules;
  }

  @Override
  public String name() {
    return "user-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof UserCreated
        || event instanceof NoticesGathered
        || Occasion.of(event).isPresent();
  }

  @Override
  public void deliver(Delivery delivery) {
    switch (delivery.event()) {
      case UserCreated created ->
          users
              .find(created.user())
              .ifPresent(user -> send(Recipient.of(user), delivery, new Welcome(user.name())));
      case NoticesGathered gathered -> tellGathered(gathered, delivery);
      case GuessingNoticed noticed ->
          tellOnceADay(rules.lockout().noticesOf(Account.of(noticed.user())), delivery);
      case Reauthenticated shown ->
          tellOnceADay(rules.lockout().proofNoticesOf(Account.of(shown.user())), delivery);
      default -> Occasion.of(delivery.event()).ifPresent(occasion -> tell(occasion, delivery));
    }
  }

  /**
   * Who reads the same mail often, reads none: neither of a long attack nor of a diligent program.
   */
  private void tellOnceADay(Budget notices, Delivery delivery) {
    var event = delivery.event();
    if (budgets.take(notices, event.at()) instanceof Take.Granted granted) {
      try {
        Occasion.of(event).ifPresent(occasion -> tell(occasion, delivery));
      } catch (InfrastructureException outage) {
        budgets.giveBack(granted);
        throw outage;
      }
    }
  }

  private void tell(Occasion occasion, Delivery delivery) {
    users.find(occasion.user()).ifPresent(user -> tell(occasion, user, delivery));
  }

  private void tell(Occasion occasion, User user, Delivery delivery) {
    var now = rules.time().instant();
    var at = delivery.event().at();
    var notice = new Notice(delivery.id(), user.id(), occasion.kind(), at, delivery.client());
    var token = SecretToken.generate(chance.entropy());
    var link = link(mailboxes.of(user, at), token, now);
    var quietSince = now.minus(rules.notices().quiet());
    if (unit.write(() -> notices.admit(notice, link, quietSince, now))) {
      var single = new Series(user.id(), occasion.kind());
      var told = new Digest(delivery.id(), single, 1, at, at, delivery.client());
      send(Recipient.of(user, link.mailbox()), delivery, text(told, user, token, link));
    }
  }

  private void tellGathered(NoticesGathered gathered, Delivery delivery) {
    users
        .find(gathered.user())
        .ifPresent(
            user ->
                notices
                    .find(gathered.digest())
                    .ifPresent(digest -> tellGathered(digest, user, delivery)));
  }

  private void tellGathered(Digest gathered, User user, Delivery delivery) {
    var token = SecretToken.generate(chance.entropy());
    var mailbox = mailboxes.of(user, gathered.since());
    var link = link(mailbox, token, rules.time().instant());
    unit.write(() -> notices.link(gathered.id(), link))
        .ifPresent(
            digest -> send(Recipient.of(user, mailbox), delivery, text(digest, user, token, link)));
  }

  private Link link(EmailAddress mailbox, SecretToken token, Instant now) {
    var digest = chance.codes().digest(Purpose.NOT_ME, token);
    return new Link(mailbox, digest, now.plus(rules.notices().linkLifetime()));
  }

  private SecurityNotice text(Digest told, User user, SecretToken token, Link link) {
    return new SecurityNotice(
        told.series().kind(),
        user.name(),
        origins.of(told.last(), told.client()),
        told.times(),
        told.since(),
        new NotMeLink(token, link.expiresAt()));
  }

  private void send(Recipient reader, Delivery delivery, Notification text) {
    var receipt = notifier.send(delivery.id(), reader, text);
    if (receipt instanceof Receipt.Rejected(var reason)) {
      LOG.warn("mail to {} was rejected: {}", reader.address().digest(), reason);
    }
  }
}
