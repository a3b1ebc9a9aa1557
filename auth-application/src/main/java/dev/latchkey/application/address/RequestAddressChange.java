package dev.latchkey.application.address;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChangeId;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.AddressEvent.AddressChangeRequested;
import dev.latchkey.domain.address.AddressEvent.AddressProofRequested;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.IdSource;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.StepUpPolicy;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Notes that a user wants another address for his account. Nothing changes before he has proven it.
 *
 * <p>Whether the wanted address has an owner is not asked here, so nothing that happens here can
 * tell: a worker finds out, and writes the mail that fits.
 */
public final class RequestAddressChange {

  /** What was typed, in which session; it was opened or proven anew a moment ago. */
  public record Command(Caller caller, String wanted, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** What became of it. */
  public sealed interface Outcome {
    record Requested() implements Outcome {}

    /** It can be no address, or is the one that the account has. */
    record AddressRefused() implements Outcome {}

    /** The user has a better way to show that it is him, and did not use it within this time. */
    record BetterProofWanted(Duration maxAge) implements Outcome {}

    /** The user changed since the request was let in, or is gone. */
    record ChangedMeanwhile() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final AddressChanges changes;
  private final Outbox outbox;
  private final IdSource ids;
  private final Rules rules;
  private final InstantSource time;

  public RequestAddressChange(StoragePorts storage, IdSource ids, Rules rules, InstantSource time) {
    this.unit = storage.unit();
    this.changes = storage.addressChanges();
    this.outbox = storage.outbox();
    this.ids = ids;
    this.rules = rules;
    this.time = time;
  }

  /**
   * What a wish answers to.
   *
   * @param proofs whether this user may do it with what his token says he has shown: whoever has a
   *     passkey shows it
   */
  public record Rules(
      AddressPolicy policy,
      StepUpPolicy stepUp,
      BiPredicate<UserId, Set<AuthenticationMethod>> proofs) {}

  /** Whether somebody would be refused for having shown less than he can, whatever he asks for. */
  public boolean wantsBetterProof(Caller caller) {
    return !rules.proofs().test(caller.user().id(), caller.token().proof().methods());
  }

  public Outcome handle(Command command) {
    var user = command.caller().user();
    if (wantsBetterProof(command.caller())) {
      return new Outcome.BetterProofWanted(rules.stepUp().maxAge());
    }
    return EmailAddress.parse(command.wanted())
        .filter(wanted -> !wanted.equals(user.email()))
        .map(wanted -> request(user, wanted, command.client()))
        .orElseGet(Outcome.AddressRefused::new);
  }

  private Outcome request(User user, EmailAddress wanted, ClientContext client) {
    var now = time.instant();
    var wish = rules.policy().wish(new AddressChangeId(ids.next()), user, wanted, now);
    return unit.write(
        () ->
            changes.request(wish, user.epoch())
                ? requested(wish, client)
                : new Outcome.ChangedMeanwhile());
  }

  private Outcome requested(AddressChange wish, ClientContext client) {
    var at = wish.requestedAt();
    outbox.append(new AddressChangeRequested(wish.user(), wish.id(), at), client);
    outbox.append(new AddressProofRequested(wish.user(), wish.id(), at), client);
    return new Outcome.Requested();
  }
}
