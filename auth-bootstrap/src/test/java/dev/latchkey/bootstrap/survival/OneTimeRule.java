package dev.latchkey.bootstrap.survival;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is good once is good once. Of renewals it is promised that within the grace, and while the
 * successor was not traded, a repetition gets the very same successor; and nothing else.
 */
final class OneTimeRule implements Rule {
  static final String CODE = "of all answers with the codes of a registration, one is taken";
  static final String RESET = "of all uses of a token for a lost password, one is taken";
  static final String CHALLENGE = "of all answers to a challenge for a passkey, one is taken";
  static final String FORK = "a refresh token leads to one successor";
  static final String GRACE = "a spent refresh token leads nowhere after the grace";
  static final String TRADED = "a refresh token leads nowhere once its successor was traded";

  @Override
  public void check(History history, Findings findings) {
    for (var operations : history.accounts()) {
      var taken = operations.stream().filter(Operation::isOk).toList();
      once(CODE, by(taken, Kind.VERIFY), findings);
      once(RESET, by(taken, Kind.RESET_PASSWORD), findings);
      once(CHALLENGE, by(taken, Kind.PASSKEY_LOGIN), findings);
      once(CHALLENGE, by(taken, Kind.ADD_PASSKEY), findings);
      var renewals = by(taken, Kind.REFRESH);
      renewals.values().forEach(same -> renewals(same, renewals, history, findings));
    }
  }

  /** By what may be taken once: of a registration all its codes together. */
  private static Map<String, List<Operation>> by(List<Operation> taken, Kind kind) {
    return taken.stream()
        .filter(each -> each.is(kind))
        .sorted(Comparator.comparingLong(Operation::end))
        .collect(
            groupingBy(
                each -> kind == Kind.VERIFY ? each.shown().target() : each.shown().secret()));
  }

  private static void once(String promise, Map<String, List<Operation>> uses, Findings findings) {
    for (var same : uses.values()) {
      findings.tested(promise);
      if (same.size() > 1) {
        findings.broken(new Violation(promise, same, List.of()));
      }
    }
  }

  /** The same token's renewals, the first acknowledged one first. */
  private static void renewals(
      List<Operation> same, Map<String, List<Operation>> all, History history, Findings findings) {
    var first = same.getFirst();
    var traded = all.getOrDefault(first.gained().secret(), List.of()).stream().findFirst();
    var graceOver = first.end() + Promises.grace(history).toNanos();
    for (var repeated : same.subList(1, same.size())) {
      findings.tested(FORK);
      if (!repeated.gained().secret().equals(first.gained().secret())) {
        findings.broken(Violation.of(FORK, first, repeated));
      }
      if (repeated.start() > graceOver) {
        findings.broken(Violation.of(GRACE, first, repeated));
      }
      traded
          .filter(trade -> trade.before(repeated))
          .ifPresent(trade -> findings.broken(Violation.of(TRADED, first, trade, repeated)));
    }
  }
}
