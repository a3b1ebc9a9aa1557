package dev.latchkey.bootstrap.settings;

import dev.latchkey.domain.credential.LockoutPolicy;
import java.time.Duration;

/** What can be set about wrong passwords. */
final class LockoutSettings {
  private static final int USUAL_THRESHOLD = 5;
  private static final int USUAL_MINUTES = 30;

  private LockoutSettings() {}

  static final Setting<Integer> ACCOUNT_LOCKOUT_THRESHOLD =
      Setting.optional(
          "ACCOUNT_LOCKOUT_THRESHOLD",
          Section.SIGN_UP,
          Syntaxes.number(1, 100).withExample("5"),
          "after 5 the next tries wait 1, 2, 4, 8 and then 15 minutes",
          "Wrong passwords in a row after which strangers have to wait, in place of the growing"
              + " pauses. Known devices are counted apart, each on its own. After 100 in a row a"
              + " side is refused until the password is set anew, whatever is set here.");

  static final Setting<Integer> ACCOUNT_LOCKOUT_DURATION_MINUTES =
      Setting.optional(
          "ACCOUNT_LOCKOUT_DURATION_MINUTES",
          Section.SIGN_UP,
          Syntaxes.number(1, 1440).withExample("30"),
          "30 when `ACCOUNT_LOCKOUT_THRESHOLD` is set",
          "How long they wait then. With this alone the threshold is 5.");

  static LockoutPolicy policy(Values values) {
    var threshold = values.find(ACCOUNT_LOCKOUT_THRESHOLD);
    var minutes = values.find(ACCOUNT_LOCKOUT_DURATION_MINUTES);
    return threshold.isEmpty() && minutes.isEmpty()
        ? LockoutPolicy.standard()
        : LockoutPolicy.classic(
            threshold.orElse(USUAL_THRESHOLD), Duration.ofMinutes(minutes.orElse(USUAL_MINUTES)));
  }
}
