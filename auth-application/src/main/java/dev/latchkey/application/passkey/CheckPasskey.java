package dev.latchkey.application.passkey;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.passkey.HeldPasskey;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyCeremony.Claim;
import dev.latchkey.domain.passkey.PasskeyCeremony.Showing;
import dev.latchkey.domain.passkey.PasskeyCeremony.Shown;
import dev.latchkey.domain.passkey.PasskeyEvent.CounterWentBack;
import dev.latchkey.domain.passkey.PasskeyEvent.Kind;
import dev.latchkey.domain.passkey.PasskeyEvent.Reason;
import dev.latchkey.domain.passkey.Passkeys;
import dev.latchkey.domain.passkey.Passkeys.Use;
import dev.latchkey.domain.session.Authentication;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a passkey was shown as it was asked for: the one way to do so. The ceremony has
 * been taken by then, so nobody tries twice at one challenge.
 *
 * <p>Whose passkey it is, is judged here and not left to a library: it must be of the user who is
 * expected, or, when nobody is, of the user whom the authenticator names.
 */
public final class CheckPasskey {

  /**
   * What came back, and what for.
   *
   * @param expected whose passkey it has to be; anybody's who is named in the answer when empty
   */
  record Attempt(
      Showing showing,
      Optional<UserId> expected,
      Kind kind,
      String response,
      ClientContext client,
      Instant now) {
    @Override
    public String toString() {
      return "Attempt[redacted]";
    }
  }

  /** Whether it is worth a session. What is not was audited. */
  sealed interface Verdict {
    /** It is; whoever uses that calls {@link CheckPasskey#accept} first in his unit. */
    record Right(HeldPasskey held, Shown.Verified shown, Authentication proof) implements Verdict {}

    record Wrong() implements Verdict {}

    /** Nobody at all has this passkey. */
    record Unknown() implements Verdict {}
  }

  private final Passkeys passkeys;
  private final Outbox outbox;
  private final PasskeyCeremony ceremony;
  private final Ceremonies ceremonies;

  public CheckPasskey(StoragePorts storage, PasskeyCeremony ceremony, Ceremonies ceremonies) {
    this.passkeys = storage.passkeys();
    this.outbox = storage.outbox();
    this.ceremony = ceremony;
    this.ceremonies = ceremonies;
  }

  Verdict check(Attempt attempt) {
    var claim =
        Ceremonies.isAnswer(attempt.response())
            ? ceremony.claim(attempt.response())
            : Optional.<Claim>empty();
    if (claim.isEmpty()) {
      return wrong(attempt, attempt.expected().orElse(null), Reason.MALFORMED);
    }
    var held = passkeys.find(claim.get().credential());
    if (held.isEmpty()) {
      refuse(attempt, attempt.expected().orElse(null), Reason.UNKNOWN_CREDENTIAL);
      return new Verdict.Unknown();
    }
    var owner = held.get().owner().id();
    return isExpected(owner, claim.get(), attempt.expected())
        ? verify(attempt, held.get())
        : wrong(attempt, owner, Reason.OTHER_USER);
  }

  /** Section 7.2, step 6: without a user handle nobody is found who was not named before. */
  private static boolean isExpected(UserId owner, Claim claim, Optional<UserId> expected) {
    return expected.or(claim::user).filter(owner::equals).isPresent()
        && claim.user().filter(named -> !named.equals(owner)).isEmpty();
  }

  private Verdict verify(Attempt attempt, HeldPasskey held) {
    return switch (ceremony.verifyShowing(attempt.showing(), held.passkey(), attempt.response())) {
      case Shown.Verified shown ->
          held.confirm(shown, attempt.now())
              .<Verdict>map(proof -> new Verdict.Right(held, shown, proof))
              .orElseGet(() -> wrong(attempt, held.owner().id(), Reason.DISABLED));
      case Shown.Refused(var flaw) -> wrong(attempt, held.owner().id(), Reason.of(flaw));
    };
  }

  /**
   * In the unit that makes use of the passkey, and before anything else in it: notes that it was
   * shown. False when it was refused after all, which is then on the trail.
   */
  boolean accept(Attempt attempt, Verdict.Right right) {
    var passkey = right.held().passkey();
    return switch (passkeys.use(passkey, right.shown(), attempt.now())) {
      case Use.Noted() -> true;
      case Use.WentBack(var stored) -> {
        var told = right.shown().signCount();
        outbox.append(
            new CounterWentBack(passkey.owner(), passkey.id(), stored, told, attempt.now()),
            attempt.client());
        yield false;
      }
      case Use.Gone() -> {
        refuseChanged(attempt, right);
        yield false;
      }
    };
  }

  /** In the unit that found the account changed since the passkey was looked at. */
  void refuseChanged(Attempt attempt, Verdict.Right right) {
    ceremonies.refuseHere(
        right.held().owner().id(),
        attempt.kind(),
        Reason.CHANGED_MEANWHILE,
        attempt.client(),
        attempt.now());
  }

  private Verdict wrong(Attempt attempt, @Nullable UserId user, Reason reason) {
    refuse(attempt, user, reason);
    return new Verdict.Wrong();
  }

  private void refuse(Attempt attempt, @Nullable UserId user, Reason reason) {
    ceremonies.refuse(user, attempt.kind(), reason, attempt.client(), attempt.now());
  }
}
