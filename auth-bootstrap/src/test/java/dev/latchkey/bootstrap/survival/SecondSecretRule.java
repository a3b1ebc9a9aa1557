package dev.latchkey.bootstrap.survival;

import java.util.List;
import java.util.Optional;

/**
 * For one purpose there is one live secret: whatever was mailed before is worth nothing once there
 * is a newer one, or once what it was good for was done in another way.
 */
final class SecondSecretRule implements Rule {
  static final String TWO = "of two tokens for a lost password that were both mailed, one is good";
  static final String OUTDATED =
      "no token for a lost password is good once another was asked for, or the user changed";

  @Override
  public void check(History history, Findings findings) {
    for (var operations : history.accounts()) {
      var resets = operations.stream().filter(each -> each.is(Kind.RESET_PASSWORD)).toList();
      for (var use : resets) {
        if (use.isOk()) {
          resets.forEach(other -> both(use, other, history, findings));
        }
        outdated(use, operations, history, findings);
      }
    }
  }

  private static void both(Operation one, Operation other, History history, Findings findings) {
    var use = one.start() < other.start() ? one : other;
    if (!other.isOk()
        || one.id() >= other.id()
        || one.shown().secret().equals(other.shown().secret())) {
      return;
    }
    findings.tested(TWO);
    if (arrivedBefore(use.start(), one, history) && arrivedBefore(use.start(), other, history)) {
      findings.broken(Violation.of(TWO, one, other));
    }
  }

  private static void outdated(
      Operation use, List<Operation> operations, History history, Findings findings) {
    var arrival = arrival(use, history);
    if (arrival.isEmpty() || use.isUnknown()) {
      return;
    }
    var killer =
        operations.stream()
            .filter(each -> each.isOk() && each.before(use))
            .filter(each -> each.is(Kind.REQUEST_RESET) || each.kind().endsAll())
            .filter(each -> arrival.get().at() < each.start())
            .findFirst();
    killer.ifPresent(
        each -> {
          findings.tested(OUTDATED);
          if (use.isOk()) {
            findings.broken(Violation.of(OUTDATED, each, use).with(arrival.get().toString()));
          }
        });
  }

  private static boolean arrivedBefore(long instant, Operation use, History history) {
    return arrival(use, history).filter(letter -> letter.at() < instant).isPresent();
  }

  private static Optional<Letter> arrival(Operation use, History history) {
    return history.letters(use.account(), Letter.Purpose.RESET).stream()
        .filter(letter -> letter.secret().equals(use.shown().secret()))
        .findFirst();
  }
}
