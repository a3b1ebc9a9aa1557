package dev.latchkey.bootstrap.settings;

import java.time.Duration;

/** What can be set about sessions, their tokens, and the keys that sign them. */
final class TokenSettings {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration YEAR = Duration.ofDays(365);

  private TokenSettings() {}

  static final Setting<Duration> ACCESS_TOKEN_TTL =
      Setting.of(
          "ACCESS_TOKEN_TTL",
          Section.TOKENS,
          Syntaxes.duration(SECOND, Duration.ofHours(1)),
          "15m",
          "How long an access token lasts: the time for which a service that verifies tokens on its"
              + " own may not see a revocation.");

  static final Setting<Duration> SESSION_IDLE_TTL =
      Setting.of(
          "SESSION_IDLE_TTL",
          Section.TOKENS,
          Syntaxes.duration(SECOND, YEAR).withExample("30d"),
          "30d",
          "A session that is unused for this long is over.");

  static final Setting<Duration> SESSION_ABSOLUTE_TTL =
      Setting.of(
          "SESSION_ABSOLUTE_TTL",
          Section.TOKENS,
          Syntaxes.duration(SECOND, YEAR).withExample("90d"),
          "90d",
          "No session gets older than this, however busy. Not less than `SESSION_IDLE_TTL`.");

  static final Setting<String> TOKEN_AUDIENCE =
      Setting.optional(
          "TOKEN_AUDIENCE",
          Section.TOKENS,
          Syntaxes.text(255).withExample("https://api.example.com"),
          "`BASE_URL`",
          "The `aud` claim of the access tokens: which services they are for.");

  static final Setting<Integer> SESSION_LIMIT =
      Setting.of(
          "SESSION_LIMIT",
          Section.TOKENS,
          Syntaxes.number(1, 10_000).withExample("50"),
          "50",
          "Live sessions of one user. When there is one more, the oldest ends.");

  static final Setting<Duration> STEP_UP_MAX_AGE =
      Setting.of(
          "STEP_UP_MAX_AGE",
          Section.TOKENS,
          Syntaxes.duration(SECOND, Duration.ofHours(1)).withExample("5m"),
          "5m",
          "How long ago somebody may have signed in who asks for what cannot be taken back: to be"
              + " deleted, or to get all his data.");

  static final Setting<Duration> SIGNING_KEY_LIFETIME =
      Setting.of(
          "SIGNING_KEY_LIFETIME",
          Section.TOKENS,
          Syntaxes.duration(SECOND, YEAR).withExample("30d"),
          "30d",
          "How long a key signs access tokens before the next one does. Not less than"
              + " `JWKS_MAX_AGE`.");

  static final Setting<Duration> JWKS_MAX_AGE =
      Setting.of(
          "JWKS_MAX_AGE",
          Section.TOKENS,
          Syntaxes.duration(SECOND, Duration.ofDays(1)).withExample("5m"),
          "5m",
          "How long services that verify tokens may keep the published keys. A new key is published"
              + " for longer than this before it signs.");
}
