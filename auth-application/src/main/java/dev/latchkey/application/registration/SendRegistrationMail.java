package dev.latchkey.application.registration;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.Entropy;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AlreadyRegistered;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationEvent;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRequested;
import dev.latchkey.domain.registration.RegistrationEvent.RegistrationStarted;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.registration.Registrations;
import dev.latchkey.domain.registration.Registrations.NewCode;
import dev.latchkey.domain.user.EmailAddress;
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
 * Writes the mail of a registration, when a worker gets to it: a code for an address that is free,
 * a notice to the owner of one that is not.
 *
 * <p>The code is minted here and its digest committed before the mail leaves, so that a mail in a
 * mailbox always carries a code that was live. A repeated delivery mints another, and the one
 * before is dead. Per address and kind so many mails an hour leave and no more.
 */
public final class SendRegistrationMail implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(SendRegistrationMail.class);

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final Users users;
  private final GuessBudgets budgets;
  private final Chance chance;
  private final Notifier notifier;
  private final RegistrationPolicy policy;
  private final InstantSource time;

  public SendRegistrationMail(
      StoragePorts storage,
      Chance chance,
      Notifier notifier,
      RegistrationPolicy policy,
      InstantSource time) {
    this.unit = storage.unit();
    this.registrations = storage.registrations();
    this.users = storage.users();
    this.budgets = storage.budgets();
    this.chance = chance;
    this.notifier = notifier;
    this.policy = policy;
    this.time = time;
  }

  /** Where codes come from, and how they are kept. */
  public record Chance(Entropy entropy, CodeDigester codes) {}

  @Override
  public String name() {
    return "registration-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof RegistrationStarted || event instanceof CodeRequested;
  }

  @Override
  public void deliver(Delivery delivery) {
    var now = time.instant();
    var id = ((RegistrationEvent) delivery.event()).registration();
    registrations
        .find(id)
        .filter(registration -> registration.isOpen(now))
        .ifPresentOrElse(
            registration -> deliver(delivery, registration, now),
            () -> LOG.info("mail of registration {} dropped: it is over", id.value()));
  }

  private void deliver(Delivery delivery, Registration registration, Instant now) {
    var isTaken = users.isTaken(registration.email());
    var address = registration.email();
    var budget = isTaken ? policy.noticeMailsTo(address) : policy.codeMailsTo(address);
    switch (budgets.take(budget, now)) {
      case Take.Granted granted -> {
        var notification =
            isTaken
                ? Optional.<Notification>of(new AlreadyRegistered(delivery.client()))
                : mint(registration, now);
        var to = isTaken ? owner(address) : new Recipient(address, registration.language());
        notification.ifPresent(text -> send(delivery, to, text, granted));
      }
      case Take.Exhausted exhausted ->
          LOG.warn("mail to {} dropped: too many an hour", address.digest());
    }
  }

  /** Whoever signs up here does not choose the language of somebody else's mail. */
  private Recipient owner(EmailAddress address) {
    return users.findByEmail(address).map(Recipient::of).orElseGet(() -> Recipient.at(address));
  }

  private Optional<Notification> mint(Registration registration, Instant now) {
    var codes = policy.codes();
    var code = OneTimeCode.generate(chance.entropy(), codes.length());
    var digest = chance.codes().digest(Purpose.REGISTRATION, registration.id().value(), code);
    var minted = new NewCode(digest, now.plus(codes.lifetime()), codes.wrongAnswers());
    return unit.write(() -> registrations.mint(registration.id(), minted, now))
        ? Optional.of(new RegistrationCode(registration.name(), code, codes.lifetime()))
        : Optional.empty();
  }

  private void send(Delivery delivery, Recipient to, Notification text, Take.Granted granted) {
    try {
      var receipt = notifier.send(delivery.id(), to, text);
      if (receipt instanceof Receipt.Rejected(var reason)) {
        LOG.warn("mail to {} was rejected: {}", to.address().digest(), reason);
      }
    } catch (InfrastructureException notSent) {
      // An hour of a mail server that is away must not use up the mails of that hour.
      budgets.giveBack(granted);
      throw notSent;
    }
  }
}
