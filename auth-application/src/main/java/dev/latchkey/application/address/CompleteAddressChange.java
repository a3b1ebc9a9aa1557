package dev.latchkey.application.address;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.address.AddressChanges;
import dev.latchkey.domain.address.AddressChanges.Confirmation;
import dev.latchkey.domain.address.AddressEvent.AddressChanged;
import dev.latchkey.domain.address.AddressEvent.AddressCodeRefused;
import dev.latchkey.domain.address.AddressEvent.AddressLeft;
import dev.latchkey.domain.address.AddressEvent.Reason;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.session.SessionEvent;
import dev.latchkey.domain.session.SessionEvent.AllSessionsEnded;
import dev.latchkey.domain.session.Sessions;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import dev.latchkey.domain.verification.OneTimeCode;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Takes the code that was mailed to the wanted address, and gives it to the account. The session in
 * which that is done goes on; every other one ends, and all that was sent to the address before is
 * worth nothing any more.
 *
 * <p>Every answer is counted before it is compared, against the code itself and against the user.
 */
public final class CompleteAddressChange {

  /** What was typed, in which session. */
  public record Command(Caller caller, String code, ClientContext client) {
    @Override
    public String toString() {
      return "Command[redacted]";
    }
  }

  /** Another address, or why not. */
  public sealed interface Outcome {
    record Changed(User user) implements Outcome {}

    /** The address is proven, and has an account already or is kept for one. */
    record Taken() implements Outcome {}

    /** Wrong, expired, used, one answer too many, or nothing was asked for: alike on purpose. */
    record InvalidCode() implements Outcome {}
  }

  private final UnitOfWork unit;
  private final AddressChanges changes;
  private final Users users;
  private final Sessions sessions;
  private final GuessBudgets budgets;
  private final Outbox outbox;
  private final CodeDigester codes;
  private final AddressPolicy policy;
  private final InstantSource time;

  public CompleteAddressChange(
      StoragePorts storage, CodeDigester codes, AddressPolicy policy, InstantSource time) {
    this.unit = storage.unit();
    this.changes = storage.addressChanges();
    this.users = storage.users();
    this.sessions = storage.sessions();
    this.budgets = storage.budgets();
    this.outbox = storage.outbox();
    this.codes = codes;
    this.policy = policy;
    this.time = time;
  }

  public Outcome handle(Command command) {
    var code = OneTimeCode.parse(command.code());
    var wish = changes.findOf(command.caller().user().id());
    return code.isEmpty() || wish.isEmpty()
        ? new Outcome.InvalidCode()
        : answer(wish.get(), code.get(), command);
  }

  private Outcome answer(AddressChange wish, OneTimeCode code, Command command) {
    var now = time.instant();
    return switch (budgets.take(policy.wrongCodesOf(wish.user()), now)) {
      case Take.Granted granted -> confirm(wish, code, command, granted);
      case Take.Exhausted exhausted ->
          unit.write(() -> refused(wish, Reason.BUDGET_SPENT, command.client(), now));
    };
  }

  private Outcome confirm(
      AddressChange wish, OneTimeCode code, Command command, Take.Granted granted) {
    var now = granted.at();
    var candidates = codes.candidates(Purpose.ADDRESS_CHANGE, wish.id().value(), code);
    var until = policy.reservedUntil(now);
    return unit.write(
        () ->
            switch (changes.confirm(wish.id(), candidates, until, now)) {
              case Confirmation.Changed changed -> {
                budgets.giveBack(granted);
                yield changed(wish, command, now);
              }
              case Confirmation.Taken() -> {
                budgets.giveBack(granted);
                refused(wish, Reason.TAKEN, command.client(), now);
                yield new Outcome.Taken();
              }
              case Confirmation.Wrong() -> refused(wish, Reason.WRONG, command.client(), now);
              case Confirmation.Dead() -> refused(wish, Reason.DEAD, command.client(), now);
            });
  }

  /** In the unit: the epoch is raised already, so no login under way opens a session. */
  private Outcome changed(AddressChange wish, Command command, Instant now) {
    var user = wish.user();
    var ended = sessions.endOthers(user, command.caller().session().id(), now);
    outbox.append(new AddressLeft(user, wish.id(), now), command.client());
    outbox.append(new AddressChanged(user, wish.id(), now), command.client());
    outbox.append(
        new AllSessionsEnded(user, ended, SessionEvent.Reason.ADDRESS_CHANGED, now),
        command.client());
    return new Outcome.Changed(users.find(user).orElseThrow());
  }

  private Outcome refused(AddressChange wish, Reason reason, ClientContext client, Instant now) {
    outbox.append(new AddressCodeRefused(wish.user(), wish.id(), reason, now), client);
    return new Outcome.InvalidCode();
  }
}
