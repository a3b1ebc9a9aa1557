package dev.latchkey.bootstrap.survival;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.PrintStream;
import java.util.TreeMap;

/** What was done, what went wrong, what was tested, and what was broken. */
final class Report {
  /** Of many that are broken the first tell enough. */
  private static final int SHOWN = 5;

  private final History history;
  private final Findings findings;

  Report(History history, Findings findings) {
    this.history = history;
    this.findings = findings;
  }

  void print(PrintStream out) {
    out.printf(
        "%d operations on %d accounts%n", history.operations().size(), history.accounts().size());
    kinds(out);
    unknowns(out);
    out.print(findings.summary());
    findings.violations().stream().limit(SHOWN).forEach(out::println);
  }

  private void kinds(PrintStream out) {
    for (var kind : Kind.values()) {
      var all = history.operations().stream().filter(each -> each.is(kind)).toList();
      out.printf(
          "%8d %-16s %6d ok %6d refused %6d unknown%n",
          all.size(),
          kind,
          all.stream().filter(Operation::isOk).count(),
          all.stream().filter(Operation::isRefused).count(),
          all.stream().filter(Operation::isUnknown).count());
    }
  }

  private void unknowns(PrintStream out) {
    history.operations().stream()
        .filter(each -> !each.isOk())
        .collect(groupingBy(each -> each.outcome().toString(), TreeMap::new, counting()))
        .forEach((outcome, times) -> out.printf("%8d %s%n", times, outcome));
  }
}
