package dev.latchkey.bootstrap.settings;

import java.time.Duration;

/** What can be set about users who leave, and about those who come back. */
final class LeavingSettings {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  private LeavingSettings() {}

  static final Setting<Duration> ACCOUNT_DELETION_GRACE =
      Setting.of(
          "ACCOUNT_DELETION_GRACE",
          Section.SIGN_UP,
          Syntaxes.duration(DAY, MONTH).withExample("7d"),
          "7d",
          "How long a user who asked to be deleted may think better of it. The account works as"
              + " before meanwhile, and is gone for good afterwards.");

  static final Setting<Duration> ACCOUNT_RECOVERY_DELAY =
      Setting.of(
          "ACCOUNT_RECOVERY_DELAY",
          Section.SIGN_UP,
          Syntaxes.duration(HOUR, MONTH).withExample("24h"),
          "24h",
          "How long the owner of an account without a password may object before whoever reads its"
              + " mail can set one.");
}
