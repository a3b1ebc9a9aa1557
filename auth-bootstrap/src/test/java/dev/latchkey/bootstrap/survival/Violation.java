package dev.latchkey.bootstrap.survival;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A promise that was broken, and the operations that show it.
 *
 * @param facts what shows it besides operations
 */
record Violation(String promise, List<Operation> evidence, List<String> facts) {
  Violation {
    evidence = List.copyOf(evidence);
    facts = List.copyOf(facts);
  }

  static Violation of(String promise, Operation... evidence) {
    return new Violation(promise, List.of(evidence), List.of());
  }

  Violation with(String fact) {
    return new Violation(promise, evidence, List.of(fact));
  }

  @Override
  public String toString() {
    return "BROKEN: "
        + promise
        + evidence.stream()
            .sorted((one, other) -> Long.compare(one.start(), other.start()))
            .map(each -> "\n  " + each)
            .collect(Collectors.joining())
        + facts.stream().map(each -> "\n  " + each).collect(Collectors.joining());
  }
}
