package dev.latchkey.bootstrap.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the rules found: promises that were broken, and how often each was put to the test. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Integer> tested = new TreeMap<>();

  /** The promise was put to the test once more. */
  void tested(String promise) {
    tested.merge(promise, 1, Integer::sum);
  }

  void broken(Violation violation) {
    violations.add(violation);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  Map<String, Integer> tested() {
    return Map.copyOf(tested);
  }

  /** How often each promise was put to the test, a line for each. */
  String summary() {
    var text = new StringBuilder();
    tested.forEach((promise, times) -> text.append("%8d × %s%n".formatted(times, promise)));
    return text.toString();
  }
}
