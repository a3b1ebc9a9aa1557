package dev.latchkey.application.notification;

import dev.latchkey.domain.credential.CredentialEvent;
import dev.latchkey.domain.credential.CredentialEvent.PasswordReset;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.Delivery;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.PasswordChanged;
import dev.latchkey.domain.notification.Notification.SessionEndedForReuse;
import dev.latchkey.domain.notification.Notification.Welcome;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.session.SessionEvent.RefreshTokenReused;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserEvent.UserCreated;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.user.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells users, by mail, what they should know of what happened to their accounts. */
public final class NotifyUser implements EventSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(NotifyUser.class);

  private final Users users;
  private final Notifier notifier;

  public NotifyUser(Users users, Notifier notifier) {
    this.users = users;
    this.notifier = notifier;
  }

  @Override
  public String name() {
    return "user-mail";
  }

  @Override
  public boolean wants(AuthEvent event) {
    return event instanceof UserCreated
        || event instanceof RefreshTokenReused
        || event instanceof PasswordReset
        || event instanceof CredentialEvent.PasswordChanged;
  }

  @Override
  public void deliver(Delivery delivery) {
    switch (delivery.event()) {
      case UserCreated created -> tell(created.user(), delivery);
      case RefreshTokenReused reused -> tell(reused.user(), delivery);
      case PasswordReset reset -> tell(reset.user(), delivery);
      case CredentialEvent.PasswordChanged changed -> tell(changed.user(), delivery);
      default -> throw new IllegalArgumentException("not wanted: " + delivery.event());
    }
  }

  private void tell(UserId id, Delivery delivery) {
    users.find(id).ifPresent(user -> tell(user, delivery));
  }

  private void tell(User user, Delivery delivery) {
    var receipt = notifier.send(delivery.id(), user.email(), textFor(user, delivery));
    if (receipt instanceof Receipt.Rejected(var reason)) {
      LOG.warn("mail to {} was rejected: {}", user.email().digest(), reason);
    }
  }

  private static Notification textFor(User user, Delivery delivery) {
    var client = delivery.client();
    return switch (delivery.event()) {
      case RefreshTokenReused reused -> new SessionEndedForReuse(client);
      case PasswordReset reset -> new PasswordChanged(user.name(), reset.at(), client);
      case CredentialEvent.PasswordChanged changed ->
          new PasswordChanged(user.name(), changed.at(), client);
      default -> new Welcome(user.name());
    };
  }
}
