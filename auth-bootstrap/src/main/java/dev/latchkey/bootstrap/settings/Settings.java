package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.mail.MailConfig.Smtp;
import dev.latchkey.adapter.persistence.DatabaseAccess;
import dev.latchkey.domain.user.EmailAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The table of everything that can be set. */
final class Settings {
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,253}");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Settings() {}

  static final Setting<String> HOST =
      Setting.of(
          "HOST",
          Section.SERVER,
          new Syntax<>("an address or host name of this machine", "0.0.0.0", Settings::hostName),
          "127.0.0.1",
          "Where the server listens. Only this machine can reach a loopback address.");

  static final Setting<Integer> PORT =
      Setting.of(
          "PORT",
          Section.SERVER,
          Syntaxes.number(0, 65_535).withExample("8080"),
          "8080",
          "The port it listens on. With 0 the system chooses a free one, for tests.");

  static final Setting<URI> BASE_URL =
      Setting.optional(
          "BASE_URL",
          Section.SERVER,
          Syntaxes.origin(),
          "`http://localhost:PORT`",
          "The address that clients see; it names the issuer of the tokens. `https`, unless it is"
              + " on loopback: behind a proxy that ends TLS, this is the proxy's address. On"
              + " anything but loopback `SMTP_URL` and `SECRET_KEY` are required.");

  static final Setting<URI> FRONTEND_URL =
      Setting.optional(
          "FRONTEND_URL",
          Section.SERVER,
          Syntaxes.webAddress(),
          "`BASE_URL`",
          "Where links in mails lead. Never taken from a request. `https`, unless it is on"
              + " loopback.");

  static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.optional(
          "TRUSTED_PROXIES",
          Section.SERVER,
          Syntaxes.listOf(Network.syntax()),
          "none",
          "Proxies whose `X-Forwarded-For` or `Forwarded` is believed, as far as both tell the same"
              + " if both are there. From anybody else these headers are ignored. With any of them"
              + " the server is no longer in local mode.");

  static final Setting<String> SECRET_KEY =
      Setting.optional(
              "SECRET_KEY",
              Section.SECRETS,
              SecretText.syntax(),
              "in local mode generated into `DATA_DIR/secret-key`; else required",
              "All keys at rest derive from it. Placeholders, patterns and little variety are"
                  + " refused. To make one: `openssl rand -base64 48`. Keep it apart from the"
                  + " database: neither alone yields a token.")
          .secret();

  static final Setting<List<String>> SECRET_KEY_PREVIOUS =
      Setting.optional(
              "SECRET_KEY_PREVIOUS",
              Section.SECRETS,
              Syntaxes.listOf(SecretText.syntax()),
              "none",
              "Earlier secret keys: what was made with them can still be read, and nothing new is"
                  + " made with them.")
          .secret();

  static final Setting<Path> DATA_DIR =
      Setting.of(
          "DATA_DIR",
          Section.DATABASE,
          Syntaxes.path(),
          "./data",
          "The folder of the embedded database, the generated secret key and the local inbox.");

  static final Setting<DatabaseAccess> DATABASE_URL =
      Setting.optional(
              "DATABASE_URL",
              Section.DATABASE,
              Syntaxes.readBy(
                  "`postgresql://user:password@host:port/database`, or the same with `jdbc:`",
                  "postgresql://latchkey:PASSWORD@db.example.com:5432/latchkey",
                  DatabaseAccess::parse),
              "an embedded PostgreSQL 18 in `DATA_DIR`",
              "The PostgreSQL to use. Special characters of the password are percent-encoded;"
                  + " parameters such as `?sslmode=verify-full` may follow.")
          .secret();

  static final Setting<DatabaseAccess> DATABASE_MIGRATION_URL =
      Setting.optional(
              "DATABASE_MIGRATION_URL",
              Section.DATABASE,
              Syntaxes.readBy(
                  "as `DATABASE_URL`",
                  "postgresql://latchkey_owner:PASSWORD@db.example.com:5432/latchkey",
                  DatabaseAccess::parse),
              "`DATABASE_URL`",
              "The same database as the role that owns the schema. The role of `DATABASE_URL` then"
                  + " needs no right to create or alter anything.")
          .secret();

  static final Setting<Integer> DB_POOL_SIZE =
      Setting.of(
          "DB_POOL_SIZE",
          Section.DATABASE,
          Syntaxes.number(2, 500).withExample("20"),
          "10",
          "Connections to the database that each process holds at most.");

  static final Setting<Smtp> SMTP_URL =
      Setting.optional(
              "SMTP_URL",
              Section.MAIL,
              Syntaxes.readBy(
                  "`smtp://user:password@host:port` (STARTTLS) or `smtps://…` (TLS from the start)",
                  "smtp://latchkey:PASSWORD@mail.example.com:587",
                  Smtp::parse),
              "in local mode the inbox at `/dev/mail`; else required",
              "The mail server. TLS is required unless the host is on loopback.")
          .secret();

  static final Setting<EmailAddress> MAIL_FROM =
      Setting.optional(
          "MAIL_FROM",
          Section.MAIL,
          Syntaxes.emailAddress(),
          "`no-reply@` and the host of `BASE_URL`",
          "The sender's address.");

  static final Setting<String> MAIL_FROM_NAME =
      Setting.optional(
          "MAIL_FROM_NAME", Section.MAIL, Syntaxes.text(100), "`APP_NAME`", "The sender's name.");

  static final Setting<String> APP_NAME =
      Setting.of(
          "APP_NAME",
          Section.MAIL,
          Syntaxes.text(100),
          "Latchkey",
          "What mails and pages call the application.");

  static final Setting<Integer> MAILS_PER_ADDRESS_PER_HOUR =
      Setting.of(
          "MAILS_PER_ADDRESS_PER_HOUR",
          Section.MAIL,
          Syntaxes.number(1, 1000).withExample("5"),
          "5",
          "Mails of one kind that one address gets in an hour at most, however many are asked for.");

  static final Setting<Integer> PASSWORD_HASH_MEMORY_KIB =
      Setting.of(
          "PASSWORD_HASH_MEMORY_KIB",
          Section.SIGN_UP,
          Syntaxes.number(7168, 262_144).withExample("47104"),
          "19456",
          "Memory that one Argon2id hash takes. Stored hashes of other parameters are renewed at"
              + " the next sign-in.");

  static final Setting<Integer> PASSWORD_HASH_ITERATIONS =
      Setting.of(
          "PASSWORD_HASH_ITERATIONS",
          Section.SIGN_UP,
          Syntaxes.number(1, 16).withExample("2"),
          "2",
          "How often Argon2id goes over that memory. Memory times iterations is 35840 at least.");

  static final Setting<Integer> PASSWORD_HASH_PARALLELISM =
      Setting.of(
          "PASSWORD_HASH_PARALLELISM",
          Section.SIGN_UP,
          Syntaxes.number(1, 16),
          "1",
          "Lanes of one Argon2id hash.");

  static final Setting<Integer> HASH_QUEUE =
      Setting.of(
          "HASH_QUEUE",
          Section.SIGN_UP,
          Syntaxes.number(1, 10_000).withExample("100"),
          "100",
          "Sign-ins that wait while every core is hashing. Who comes beyond that is told to come"
              + " again (503).");

  static final Setting<Integer> CODE_LENGTH =
      Setting.of(
          "CODE_LENGTH", Section.SIGN_UP, Syntaxes.number(6, 10), "8", "Digits of a mailed code.");

  static final Setting<Duration> CODE_TTL =
      Setting.of(
          "CODE_TTL",
          Section.SIGN_UP,
          Syntaxes.duration(SECOND, Duration.ofMinutes(10)).withExample("5m"),
          "10m",
          "How long a mailed code lasts from the moment it is sent.");

  static final Setting<Switch> WORKER =
      Setting.of(
          "WORKER",
          Section.OPERATION,
          Syntaxes.oneOf(Switch.class),
          "on",
          "Whether `serve` also sends the mails and does the upkeep. With `off`, run `worker`"
              + " beside it.");

  static final Setting<LogFormat> LOG_FORMAT =
      Setting.of(
          "LOG_FORMAT",
          Section.OPERATION,
          Syntaxes.oneOf(LogFormat.class),
          "json",
          "How log lines are written, on standard error.");

  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "LOG_LEVEL",
          Section.OPERATION,
          Syntaxes.oneOf(LogLevel.class),
          "info",
          "From which weight on the server logs. Libraries log warnings at most, so that no level"
              + " brings a secret out.");

  static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          BASE_URL,
          FRONTEND_URL,
          TRUSTED_PROXIES,
          BrowserSettings.COOKIE_SECURE,
          BrowserSettings.COOKIE_SAMESITE,
          BrowserSettings.CORS_ORIGINS,
          BrowserSettings.HSTS_MAX_AGE,
          BrowserSettings.HSTS_SUBDOMAINS,
          BrowserSettings.X_XSS_PROTECTION,
          SECRET_KEY,
          SECRET_KEY_PREVIOUS,
          DATA_DIR,
          DATABASE_URL,
          DATABASE_MIGRATION_URL,
          DB_POOL_SIZE,
          SMTP_URL,
          MAIL_FROM,
          MAIL_FROM_NAME,
          APP_NAME,
          LanguageSettings.DEFAULT_LANGUAGE,
          LanguageSettings.MAIL_MESSAGES_DIR,
          MAILS_PER_ADDRESS_PER_HOUR,
          NoticeSettings.NOTICE_QUIET_TIME,
          NoticeSettings.NOTICE_LINK_TTL,
          LookSettings.LOGO_FILE,
          LookSettings.THEME_FILE,
          LookSettings.PAGE_TEXTS_DIR,
          LookSettings.TEMPLATES_DIR,
          TokenSettings.ACCESS_TOKEN_TTL,
          TokenSettings.TOKEN_AUDIENCE,
          TokenSettings.SIGNING_KEY_LIFETIME,
          TokenSettings.JWKS_MAX_AGE,
          TokenSettings.SESSION_IDLE_TTL,
          TokenSettings.SESSION_ABSOLUTE_TTL,
          TokenSettings.SESSION_LIMIT,
          TokenSettings.STEP_UP_MAX_AGE,
          PasswordSettings.PASSWORD_POLICY,
          PasswordSettings.PASSWORD_MIN_LENGTH,
          PasswordSettings.PASSWORD_CONTEXT_WORDS,
          PasswordSettings.PASSWORD_BREACH_URL,
          PASSWORD_HASH_MEMORY_KIB,
          PASSWORD_HASH_ITERATIONS,
          PASSWORD_HASH_PARALLELISM,
          HASH_QUEUE,
          LockoutSettings.ACCOUNT_LOCKOUT_THRESHOLD,
          LockoutSettings.ACCOUNT_LOCKOUT_DURATION_MINUTES,
          CODE_LENGTH,
          CODE_TTL,
          PasskeySettings.RP_ID,
          PasskeySettings.RP_NAME,
          PasskeySettings.PASSKEY_ORIGINS,
          PasskeySettings.PASSKEY_USER_VERIFICATION,
          PasskeySettings.PASSKEY_CEREMONY_TTL,
          LeavingSettings.ACCOUNT_DELETION_GRACE,
          DeviceSettings.DEVICE_DETECTION,
          DeviceSettings.GEOIP_DATABASE,
          DeviceSettings.GEOIPUPDATE_ACCOUNT_ID,
          DeviceSettings.GEOIPUPDATE_LICENSE_KEY,
          DeviceSettings.GEOIPUPDATE_HOST,
          LeavingSettings.ACCOUNT_RECOVERY_DELAY,
          LimitSettings.REDIS_URL,
          LimitSettings.NODE_COUNT,
          RateSettings.RATE_LIMIT_PER_MINUTE,
          RateSettings.RATE_LIMIT_OPERATIONS,
          RateSettings.RATE_LIMITS,
          WORKER,
          LOG_FORMAT,
          LOG_LEVEL);

  private static String hostName(String text) {
    Syntaxes.require(HOST_NAME.matcher(text).matches(), "is neither an address nor a host name");
    return text;
  }
}
