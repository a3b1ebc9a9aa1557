package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Snapshot.Row;
import java.util.List;

/** What was acknowledged is stored. */
final class StorageRule implements Rule {
  static final String REGISTRATION = "an acknowledged registration is stored";
  static final String USER = "whoever proved his address has an account";
  static final String PASSKEY = "an acknowledged passkey is stored, and of its user";
  static final String OPENED = "an acknowledged session is stored, and of its user";
  static final String ENDED = "an acknowledged end of a session is stored";
  static final String KEPT = "a session that nobody ended is stored as alive";
  static final String RENEWED = "each acknowledged renewal of a session is stored";
  static final String PHANTOM = "no session is renewed more often than somebody asked for it";

  @Override
  public void check(History history, Findings findings) {
    for (var operations : history.accounts()) {
      var account = operations.getFirst().account();
      for (var each : operations) {
        if (each.isOk()) {
          account(each, history.snapshot(), findings);
        }
      }
      var revocations = new Revocations(history, account);
      for (var session : history.sessions(account)) {
        session(session, account, history, revocations, findings);
      }
    }
  }

  private static void account(Operation each, Snapshot snapshot, Findings findings) {
    if (each.is(Kind.REGISTER)) {
      findings.tested(REGISTRATION);
      if (!each.account().equals(snapshot.registrations().get(each.gained().id()))) {
        findings.broken(Violation.of(REGISTRATION, each));
      }
    } else if (each.is(Kind.VERIFY)) {
      findings.tested(USER);
      if (!snapshot.users().containsKey(each.account())) {
        findings.broken(Violation.of(USER, each));
      }
    } else if (each.is(Kind.ADD_PASSKEY)) {
      findings.tested(PASSKEY);
      var user = snapshot.users().get(each.account());
      if (user == null || !user.equals(snapshot.passkeys().get(each.gained().id()))) {
        findings.broken(Violation.of(PASSKEY, each));
      }
    }
  }

  private static void session(
      String session, String account, History history, Revocations revocations, Findings findings) {
    var opener = history.opener(account, session).orElseThrow();
    var row = history.snapshot().sessions().get(session);
    findings.tested(OPENED);
    if (row == null || !row.user().equals(history.snapshot().users().get(account))) {
      findings.broken(Violation.of(OPENED, opener).with("stored: " + row));
      return;
    }
    end(opener, row, revocations, findings);
    renewals(opener, row, history.of(account), findings);
  }

  private static void end(Operation opener, Row row, Revocations revocations, Findings findings) {
    var session = opener.gained().id();
    revocations
        .ofSession(session)
        .ifPresent(
            revocation -> {
              findings.tested(ENDED);
              if (!row.ended()) {
                findings.broken(Violation.of(ENDED, opener, revocation).with("stored: " + row));
              }
            });
    if (!revocations.mayHaveEnded(session)) {
      findings.tested(KEPT);
      if (row.ended()) {
        findings.broken(Violation.of(KEPT, opener).with("stored: " + row));
      }
    }
  }

  private static void renewals(
      Operation opener, Row row, List<Operation> operations, Findings findings) {
    var renewals =
        operations.stream()
            .filter(each -> each.is(Kind.REFRESH) && each.mayHaveHappened())
            .filter(each -> each.shown().session().equals(opener.gained().id()))
            .toList();
    var sure = tokens(renewals.stream().filter(Operation::isOk).toList());
    findings.tested(RENEWED);
    if (row.generation() < sure) {
      findings.broken(
          new Violation(RENEWED, renewals, List.of("stored: " + row + ", renewed: " + sure)));
    }
    findings.tested(PHANTOM);
    if (row.generation() > tokens(renewals)) {
      findings.broken(new Violation(PHANTOM, renewals, List.of("stored: " + row)));
    }
  }

  private static long tokens(List<Operation> renewals) {
    return renewals.stream().map(each -> each.shown().secret()).distinct().count();
  }
}
