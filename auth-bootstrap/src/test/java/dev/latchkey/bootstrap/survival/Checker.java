package dev.latchkey.bootstrap.survival;

import java.util.List;

/** Judges a history. A function of it alone: whoever keeps a history can judge it again. */
final class Checker {
  private static final List<Rule> RULES =
      List.of(
          new OneTimeRule(),
          new SecondSecretRule(),
          new RevocationRule(),
          new RefusalRule(),
          new StorageRule(),
          new AuditRule(),
          new LetterRule(),
          new AnswerRule(),
          new HealingRule());

  private Checker() {}

  static Findings check(History history) {
    var findings = new Findings();
    RULES.forEach(rule -> rule.check(history, findings));
    return findings;
  }
}
