package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import java.util.List;
import java.util.Optional;

/** Each mail that was promised is sent at least once. */
final class LetterRule implements Rule {
  static final String CODE = "each registration has its code mailed";
  static final String WELCOME = "each new user is welcomed";
  static final String RESET = "whoever asks last for a new password has a token mailed";
  static final String CHANGED = "whose password was changed is told";
  static final String ANEW = "whose password was set anew is told";
  static final String WAITING = "no delivery waits for ever, and none is given up";

  @Override
  public void check(History history, Findings findings) {
    for (var operations : history.accounts()) {
      told(Kind.REGISTER, Purpose.CODE, CODE, operations, history, findings);
      told(Kind.VERIFY, Purpose.WELCOME, WELCOME, operations, history, findings);
      told(Kind.CHANGE_PASSWORD, Purpose.PASSWORD_CHANGED, CHANGED, operations, history, findings);
      told(Kind.RESET_PASSWORD, Purpose.PASSWORD_RESET, ANEW, operations, history, findings);
      lastReset(operations, history, findings);
    }
    findings.tested(WAITING);
    var left = history.snapshot();
    if (!left.waiting().isEmpty() || !left.parked().isEmpty()) {
      findings.broken(
          new Violation(
              WAITING,
              List.of(),
              List.of("waiting: " + left.waiting(), "parked: " + left.parked())));
    }
  }

  /** Once at least: further ones of a kind may come in a digest, much later. */
  private static void told(
      Kind kind,
      Purpose purpose,
      String promise,
      List<Operation> operations,
      History history,
      Findings findings) {
    first(operations, kind)
        .ifPresent(
            first -> {
              findings.tested(promise);
              if (history.letters(first.account(), purpose).isEmpty()) {
                findings.broken(Violation.of(promise, first));
              }
            });
  }

  private static Optional<Operation> first(List<Operation> operations, Kind kind) {
    return operations.stream().filter(each -> each.is(kind) && each.isOk()).findFirst();
  }

  /** Unless there is no telling which request was the last. */
  private static void lastReset(List<Operation> operations, History history, Findings findings) {
    var requests =
        operations.stream()
            .filter(each -> each.is(Kind.REQUEST_RESET) && each.mayHaveHappened())
            .toList();
    if (requests.isEmpty() || requests.stream().anyMatch(Operation::isUnknown)) {
      return;
    }
    var last =
        requests.stream().max((one, other) -> Long.compare(one.start(), other.start())).get();
    if (requests.stream().anyMatch(each -> each.id() != last.id() && !each.before(last))) {
      return;
    }
    findings.tested(RESET);
    if (history.letters(last.account(), Purpose.RESET).stream()
        .noneMatch(letter -> letter.at() > last.start())) {
      findings.broken(Violation.of(RESET, last));
    }
  }
}
