package dev.latchkey.bootstrap.survival;

import java.util.List;

/**
 * Nothing that was acknowledged is forgotten: whoever is refused with what he was given was refused
 * for a reason, and somebody did what gives that reason.
 */
final class RefusalRule implements Rule {
  static final String SESSION = "no session is lost that nobody ended";
  static final String RENEWAL = "no refresh token is refused that nobody spent";
  static final String PASSWORD = "no password is forgotten that nobody replaced";

  static final String PASSKEY = "no passkey is refused at its first answer to a challenge";

  @Override
  public void check(History history, Findings findings) {
    for (var operations : history.accounts()) {
      var revocations = new Revocations(history, operations.getFirst().account());
      for (var each : operations) {
        switch (each.kind()) {
          case ME, LIST_SESSIONS -> session(each, history, revocations, findings);
          case REFRESH -> renewal(each, operations, revocations, findings);
          case LOGIN -> password(each, history, revocations, findings);
          case PASSKEY_LOGIN -> passkey(each, operations, findings);
          default -> {}
        }
      }
    }
  }

  private static void session(
      Operation use, History history, Revocations revocations, Findings findings) {
    findings.tested(SESSION);
    if (use.isRefusedWith(401) && !revocations.mayHaveEnded(use.shown().session(), use)) {
      var evidence =
          history
              .opener(use.account(), use.shown().session())
              .map(opener -> List.of(opener, use))
              .orElse(List.of(use));
      findings.broken(new Violation(SESSION, evidence, List.of()));
    }
  }

  private static void renewal(
      Operation use, List<Operation> operations, Revocations revocations, Findings findings) {
    findings.tested(RENEWAL);
    if (!use.isRefusedWith(401)) {
      return;
    }
    var isSpent =
        operations.stream()
            .filter(each -> each.is(Kind.REFRESH) && each.id() != use.id())
            .filter(each -> each.shown().session().equals(use.shown().session()))
            .anyMatch(each -> each.start() < use.end());
    if (!isSpent && !revocations.mayHaveEnded(use.shown().session(), use)) {
      findings.broken(Violation.of(RENEWAL, use));
    }
  }

  private static void password(
      Operation use, History history, Revocations revocations, Findings findings) {
    var password = use.shown().secret();
    var setter = history.setter(use.account(), password).filter(set -> set.before(use));
    if (setter.isEmpty()) {
      return;
    }
    findings.tested(PASSWORD);
    if (use.isRefusedWith(401) && !revocations.mayHaveReplaced(password, setter.get(), use)) {
      findings.broken(Violation.of(PASSWORD, setter.get(), use));
    }
  }

  /** Passkeys are never removed here. A sign-in beside the end of everything is refused. */
  private static void passkey(Operation use, List<Operation> operations, Findings findings) {
    findings.tested(PASSKEY);
    var hasReason =
        operations.stream()
            .filter(each -> each.id() != use.id() && each.mayHaveHappened())
            .filter(each -> each.start() < use.end())
            .anyMatch(
                each ->
                    each.is(Kind.PASSKEY_LOGIN)
                        ? each.shown().secret().equals(use.shown().secret())
                        : each.kind().endsAll() && (each.isUnknown() || !each.before(use)));
    if (use.isRefusedWith(401) && !hasReason) {
      findings.broken(Violation.of(PASSKEY, use));
    }
  }
}
