package dev.latchkey.bootstrap.survival;

import java.util.Optional;

/** Nothing is let in with what was revoked before the request left. */
final class RevocationRule implements Rule {
  static final String SESSION = "no token of an ended session is taken";
  static final String PASSWORD = "no password is taken once another was set";

  @Override
  public void check(History history, Findings findings) {
    for (var operations : history.accounts()) {
      var revocations = new Revocations(history, operations.getFirst().account());
      for (var each : operations) {
        if (!each.isUnknown()) {
          session(each, history, revocations, findings);
          password(each, history, revocations, findings);
        }
      }
    }
  }

  private static void session(
      Operation use, History history, Revocations revocations, Findings findings) {
    var session = use.shown().session();
    if (!session.isEmpty()) {
      var opener = history.opener(use.account(), session);
      judge(SESSION, opener, use, revocations.ofSession(session), findings);
    }
  }

  private static void password(
      Operation use, History history, Revocations revocations, Findings findings) {
    if (use.is(Kind.LOGIN) || use.is(Kind.CHANGE_PASSWORD)) {
      var password = use.shown().secret();
      var setter = history.setter(use.account(), password);
      judge(PASSWORD, setter, use, revocations.ofPassword(password), findings);
    }
  }

  private static void judge(
      String promise,
      Optional<Operation> origin,
      Operation use,
      Optional<Operation> revocation,
      Findings findings) {
    var before = revocation.filter(end -> end.before(use));
    if (before.isEmpty()) {
      return;
    }
    findings.tested(promise);
    if (use.isOk()) {
      findings.broken(
          origin
              .map(first -> Violation.of(promise, first, before.get(), use))
              .orElseGet(() -> Violation.of(promise, before.get(), use)));
    }
  }
}
