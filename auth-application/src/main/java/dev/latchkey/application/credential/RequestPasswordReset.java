package dev.latchkey.application.credential;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.CredentialEvent.PasswordResetRequested;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.credential.PasswordResetId;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.credential.PasswordResets;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.user.EmailAddress;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that somebody has lost the password of an address.
 *
 * <p>Whether the address has an account is not asked here, so nothing that happens here can tell: a
 * worker finds out, and writes the mail that fits. A request takes the place of the one before,
 * whose token is dead at once. Only so many an hour are noted for an address; those beyond change
 * nothing, so that a flood fills no mailbox and kills no token that its owner has just got.
 */
public final class RequestPasswordReset {
  private static final Logger LOG = LoggerFactory.getLogger(RequestPasswordReset.class);

  /** What was typed, and from where. */
  public record Command(String email, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  private final UnitOfWork unit;
  private final PasswordResets resets;
  private final GuessBudgets budgets;
  private final Outbox outbox;
  private final IdSource ids;
  private final PasswordResetPolicy policy;
  private final InstantSource time;

  public RequestPasswordReset(
      StoragePorts storage, IdSource ids, PasswordResetPolicy policy, InstantSource time) {
    this.unit = storage.unit();
    this.resets = storage.passwordResets();
    this.budgets = storage.budgets();
    this.outbox = storage.outbox();
    this.ids = ids;
    this.policy = policy;
    this.time = time;
  }

  /** Says nothing: there is one answer for everybody. What can be no address is nobody's. */
  public void handle(Command command) {
    EmailAddress.parse(command.email()).ifPresent(email -> request(email, command.client()));
  }

  private void request(EmailAddress email, ClientContext client) {
    var now = time.instant();
    switch (budgets.take(policy.requestsFor(email), now)) {
      case Take.Granted granted -> {
        var request = policy.request(new PasswordResetId(ids.next()), email, now);
        unit.write(
            () -> {
              resets.request(request);
              return outbox.append(new PasswordResetRequested(request.id(), now), client);
            });
      }
      case Take.Exhausted exhausted ->
          LOG.warn("password reset for {} dropped: too many an hour", email.digest());
    }
  }
}
