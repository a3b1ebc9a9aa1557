package dev.latchkey.bootstrap.survival;

import java.util.List;

/** After each fault everybody is served again, soon and without anybody's help. */
final class HealingRule implements Rule {
  static final String HEALING =
      "everybody is served again within " + Promises.HEALING.toSeconds() + " s of each fault";

  @Override
  public void check(History history, Findings findings) {
    for (var trouble : history.troubles()) {
      findings.tested(HEALING);
      var patience = trouble.over() + Promises.HEALING.toNanos();
      if (trouble.healed().isEmpty() || trouble.healed().getAsLong() > patience) {
        findings.broken(new Violation(HEALING, List.of(), List.of(trouble.toString())));
      }
    }
  }
}
