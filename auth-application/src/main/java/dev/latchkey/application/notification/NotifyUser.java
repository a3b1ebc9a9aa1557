package dev.latchkey.application.notification;

import dev.latchkey.domain.credential.Account;
import dev.latchkey.domain.credential.Allowance.Budget;
import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.GuessingNoticed;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.ManyWrongPasswords;
import dev.latchkey.domain.notification.Notification.PasswordChanged;
import dev.latchkey.domain.notification.Notification.PasswordShownAgain;
import dev.latchkey.domain.notification.Notification.SessionEndedForReuse;
import dev.latchkey.domain.notification.Notification.Welcome;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.SessionEvent.Reauthenticated;
import dev.latchkey.domain.session.SessionEvent.RefreshTokenReused;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells users, by mail, what they should know of what happened to their accounts. */
public final class NotifyUser implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(NotifyUser.class);

  private final Users users;
  private final GuessBudgets budgets;
  private final Notifier notifier;
  private final LockoutPolicy policy;

  public NotifyUser(Users users, GuessBudgets budgets, Notifier notifier, LockoutPolicy policy) {
    this.users = users;
    this.budgets = budgets;
    this.notifier = notifier;
    this.policy = policy;
  }

  @Override
  public String name() {
    return "user-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof UserCreated
        || event instanceof RefreshTokenReused
        || event instanceof GuessingNoticed
        || (event instanceof Reauthenticated shown
            && shown.methods().contains(AuthenticationMethod.PASSWORD))
        || event instanceof PasswordReset
        || event instanceof CredentialEvent.PasswordChanged;
  }

  @Override
  public void deliver(Delivery delivery) {
    switch (delivery.event()) {
      case UserCreated created -> tell(created.user(), delivery, user -> new Welcome(user.name()));
      case RefreshTokenReused reused ->
          tell(reused.user(), delivery, user -> new SessionEndedForReuse(delivery.client()));
      case GuessingNoticed noticed ->
          tellWithin(
              policy.noticesOf(Account.of(noticed.user())),
              noticed.at(),
              () ->
                  tell(
                      noticed.user(), delivery, user -> new ManyWrongPasswords(delivery.client())));
      case Reauthenticated shown ->
          tellWithin(
              policy.proofNoticesOf(Account.of(shown.user())),
              shown.at(),
              () ->
                  tell(shown.user(), delivery, user -> new PasswordShownAgain(delivery.client())));
      case PasswordReset reset ->
          tell(
              reset.user(),
              delivery,
              user -> new PasswordChanged(user.name(), reset.at(), delivery.client()));
      case CredentialEvent.PasswordChanged changed ->
          tell(
              changed.user(),
              delivery,
              user -> new PasswordChanged(user.name(), changed.at(), delivery.client()));
      default -> throw new IllegalArgumentException("not wanted: " + delivery.event());
    }
  }

  /** Who reads the same mail often, reads none. */
  private void tellWithin(Budget notices, Instant at, Runnable mail) {
    if (budgets.take(notices, at) instanceof Take.Granted granted) {
      try {
        mail.run();
      } catch (InfrastructureException outage) {
        budgets.giveBack(granted);
        throw outage;
      }
    }
  }

  private void tell(UserId id, Delivery delivery, Function<User, Notification> text) {
    users.find(id).ifPresent(user -> tell(user, delivery, text.apply(user)));
  }

  private void tell(User user, Delivery delivery, Notification text) {
    var receipt = notifier.send(delivery.id(), user.email(), text);
    if (receipt instanceof Receipt.Rejected(var reason)) {
      LOG.warn("mail to {} was rejected: {}", user.email().digest(), reason);
    }
  }
}
