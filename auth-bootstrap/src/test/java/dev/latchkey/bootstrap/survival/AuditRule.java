package dev.latchkey.bootstrap.survival;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.latchkey.bootstrap.survival.Snapshot.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The trail tells what was acknowledged, each time, and nothing that nobody did. What is unknown
 * may or may not be in it.
 */
final class AuditRule implements Rule {
  static final String ONCE = "each acknowledged opening and registration has one line on the trail";
  static final String INVENTED = "the trail tells of nothing that nobody asked for";
  static final String COUNT = "the trail has a line for each acknowledged operation, and no more";
  static final String ENDED = "the end of a session is told once";

  @Override
  public void check(History history, Findings findings) {
    var snapshot = history.snapshot();
    byId(Kind.REGISTER, "registration.started", history, findings);
    byId(Kind.ADD_PASSKEY, "passkey.added", history, findings);
    byTarget(history, findings);
    opened(history, findings);
    atMostOnce(snapshot.lines("session.refresh-token-reused"), findings);
    atMostOnce(snapshot.lines("session.ended"), findings);
    ended(history, findings);
    for (var operations : history.accounts()) {
      var user = snapshot.users().get(operations.getFirst().account());
      if (user != null) {
        counts(operations, user, snapshot, findings);
        refusals(operations, user, snapshot, findings);
      }
    }
    range(
        history.operations(),
        each -> each.is(Kind.REQUEST_RESET),
        snapshot.lines("credential.password-reset-requested").size(),
        "all credential.password-reset-requested",
        findings);
  }

  /** Each acknowledged one has one line that names what it made; the others may have one. */
  private static void byId(Kind kind, String type, History history, Findings findings) {
    var lines = countsByAbout(history.snapshot().lines(type));
    var known = new HashSet<String>();
    for (var each : history.operations()) {
      if (each.is(kind) && each.isOk()) {
        known.add(each.gained().id());
        one(each, type, lines.getOrDefault(each.gained().id(), 0L), findings);
      }
    }
    var others = lines.keySet().stream().filter(id -> !known.contains(id)).count();
    atMostUnknown(others, type, history.operations(), each -> each.is(kind), findings);
  }

  private static void byTarget(History history, Findings findings) {
    for (var type : List.of("registration.address-proven", "registration.completed")) {
      var lines = countsByAbout(history.snapshot().lines(type));
      history.operations().stream()
          .filter(each -> each.is(Kind.VERIFY) && each.isOk())
          .forEach(
              each -> one(each, type, lines.getOrDefault(each.shown().target(), 0L), findings));
    }
  }

  private static void opened(History history, Findings findings) {
    var lines = history.snapshot().lines("session.opened");
    var bySession = countsByAbout(lines);
    for (var operations : history.accounts()) {
      var known = new HashSet<String>();
      for (var each : operations) {
        if (each.isOk() && each.kind().opens()) {
          known.add(each.gained().id());
          one(each, "session.opened", bySession.getOrDefault(each.gained().id(), 0L), findings);
        }
      }
      var user = history.snapshot().users().get(operations.getFirst().account());
      var others =
          lines.stream()
              .filter(line -> line.user().equals(user) && !known.contains(line.about()))
              .count();
      atMostUnknown(others, "session.opened", operations, each -> each.kind().opens(), findings);
    }
  }

  private static void one(Operation each, String type, long lines, Findings findings) {
    findings.tested(ONCE);
    if (lines != 1) {
      findings.broken(Violation.of(ONCE, each).with(lines + " lines " + type));
    }
  }

  private static void atMostUnknown(
      long lines,
      String type,
      List<Operation> operations,
      Predicate<Operation> kind,
      Findings findings) {
    findings.tested(INVENTED);
    var unknown = operations.stream().filter(each -> kind.test(each) && each.isUnknown()).toList();
    if (lines > unknown.size()) {
      findings.broken(new Violation(INVENTED, unknown, List.of(lines + " more lines " + type)));
    }
  }

  private static void atMostOnce(List<Line> lines, Findings findings) {
    countsByAbout(lines)
        .forEach(
            (session, times) -> {
              findings.tested(ENDED);
              if (times > 1) {
                var type = lines.getFirst().type();
                findings.broken(
                    Violation.of(ENDED).with(times + " lines " + type + " of " + session));
              }
            });
  }

  /** Whoever ends a session of the list is told so only if it was he. */
  private static void ended(History history, Findings findings) {
    var lines = countsByAbout(history.snapshot().lines("session.ended"));
    var asked =
        history.operations().stream()
            .filter(each -> each.is(Kind.END_SESSION) || each.is(Kind.LOGOUT))
            .filter(Operation::mayHaveHappened)
            .collect(groupingBy(AuditRule::endedSession));
    for (var each : history.operations()) {
      if (each.is(Kind.END_SESSION) && each.isOk()) {
        one(each, "session.ended", lines.getOrDefault(each.shown().target(), 0L), findings);
      }
    }
    for (var session : lines.keySet()) {
      findings.tested(INVENTED);
      if (!asked.containsKey(session)) {
        findings.broken(Violation.of(INVENTED).with("session.ended of " + session));
      }
    }
  }

  private static String endedSession(Operation each) {
    return each.is(Kind.LOGOUT) ? each.shown().session() : each.shown().target();
  }

  private static void counts(
      List<Operation> operations, String user, Snapshot snapshot, Findings findings) {
    count(
        Kind.CHANGE_PASSWORD,
        "credential.password-changed",
        "",
        operations,
        user,
        snapshot,
        findings);
    count(
        Kind.RESET_PASSWORD, "credential.password-reset", "", operations, user, snapshot, findings);
    count(Kind.LOGOUT_ALL, "session.all-ended", "LOGOUT_ALL", operations, user, snapshot, findings);
  }

  private static void count(
      Kind kind,
      String type,
      String reason,
      List<Operation> operations,
      String user,
      Snapshot snapshot,
      Findings findings) {
    var lines =
        snapshot.lines(type).stream()
            .filter(line -> line.user().equals(user))
            .filter(line -> reason.isEmpty() || line.reason().equalsIgnoreCase(reason))
            .count();
    range(operations, each -> each.is(kind), lines, type, findings);
  }

  /** Of sign-ins since there is the user; before, they were nobody's. */
  private static void refusals(
      List<Operation> operations, String user, Snapshot snapshot, Findings findings) {
    var born = operations.stream().filter(each -> each.is(Kind.VERIFY) && each.isOk()).findFirst();
    var possible =
        operations.stream()
            .filter(each -> each.is(Kind.LOGIN) || each.is(Kind.CHANGE_PASSWORD))
            .filter(each -> !each.isOk())
            .toList();
    var sure =
        possible.stream()
            .filter(each -> each.is(Kind.LOGIN) && each.isRefusedWith(401))
            .filter(each -> born.filter(birth -> birth.before(each)).isPresent())
            .count();
    var lines =
        snapshot.lines("credential.login-refused").stream()
            .filter(line -> line.user().equals(user))
            .count();
    between(sure, possible, lines, "credential.login-refused", findings);
  }

  private static void range(
      List<Operation> operations,
      Predicate<Operation> kind,
      long lines,
      String type,
      Findings findings) {
    var all = operations.stream().filter(kind).filter(Operation::mayHaveHappened).toList();
    between(all.stream().filter(Operation::isOk).count(), all, lines, type, findings);
  }

  private static void between(
      long sure, List<Operation> possible, long lines, String type, Findings findings) {
    findings.tested(COUNT);
    if (lines < sure || lines > possible.size()) {
      var fact = "%d lines %s for %d to %d".formatted(lines, type, sure, possible.size());
      findings.broken(new Violation(COUNT, possible, List.of(fact)));
    }
  }

  private static Map<String, Long> countsByAbout(List<Line> lines) {
    return lines.stream().collect(groupingBy(Line::about, counting()));
  }
}
