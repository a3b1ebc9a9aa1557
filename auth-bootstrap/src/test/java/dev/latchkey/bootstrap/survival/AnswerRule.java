package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Outcome.Unknown;

/** Whatever breaks, clients are answered in the form that is promised, and no bug shows. */
final class AnswerRule implements Rule {
  static final String FORM = "no answer is a bare or unexpected failure";

  @Override
  public void check(History history, Findings findings) {
    for (var each : history.operations()) {
      findings.tested(FORM);
      if (each.outcome() instanceof Unknown(var status, var why)
          && status != 0
          && (status == 500 || why.isEmpty())) {
        findings.broken(Violation.of(FORM, each));
      }
    }
  }
}
