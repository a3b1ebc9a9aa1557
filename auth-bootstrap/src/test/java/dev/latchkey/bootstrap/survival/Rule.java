package dev.latchkey.bootstrap.survival;

/** Some promises that belong together, and how a history shows that one was broken. */
interface Rule {
  void check(History history, Findings findings);
}
