package dev.latchkey.bootstrap.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What settings say about each other. Unsafe combinations are refused, not warned about.
 *
 * <p>A rule is silent while one of the settings that it is about cannot be read: that is told
 * already.
 */
final class StartupChecks {
  private static final int LEAST_HASHING_WORK = 5 * 7168;

  private StartupChecks() {}

  /** Broken when the predicate holds. */
  private record Rule(List<Setting<?>> about, Predicate<Values> broken, Fault fault) {
    Optional<Fault> check(Values values) {
      return about.stream().noneMatch(values::isFaulty) && broken.test(values)
          ? Optional.of(fault)
          : Optional.empty();
    }
  }

  static List<Fault> faults(Values values) {
    return RULES.stream().flatMap(rule -> rule.check(values).stream()).toList();
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              List.of(Settings.HOST, Settings.BASE_URL),
              values -> !Loopback.is(values.get(Settings.HOST)) && Loopback.is(baseUrl(values)),
              new Fault(
                  "BASE_URL",
                  "HOST lets others in, but BASE_URL is on loopback, where they would look for the"
                      + " server on their own machine.",
                  "Set BASE_URL to the https address that people use, or HOST=127.0.0.1.")),
          new Rule(
              List.of(Settings.BASE_URL),
              values -> !isSafe(baseUrl(values)),
              new Fault(
                  "BASE_URL",
                  "It is http, so passwords and tokens would cross the network in the clear.",
                  "Set it to an https address. Where a proxy ends TLS, that is the proxy's.")),
          new Rule(
              List.of(Settings.FRONTEND_URL),
              values -> values.find(Settings.FRONTEND_URL).filter(url -> !isSafe(url)).isPresent(),
              new Fault(
                  "FRONTEND_URL",
                  "It is http, so what links in mails carry would cross the network in the clear.",
                  "Set it to an https address, or leave it out: then it is BASE_URL.")),
          new Rule(
              List.of(
                  Settings.HOST, Settings.BASE_URL, Settings.TRUSTED_PROXIES, Settings.SMTP_URL),
              values -> !isLocal(values) && !values.has(Settings.SMTP_URL),
              new Fault(
                  "SMTP_URL",
                  "It is missing, and the local inbox exists in local mode only (HOST and BASE_URL"
                      + " on loopback, no TRUSTED_PROXIES).",
                  "Set it to your mail server: smtp://user:password@host:port.")),
          new Rule(
              List.of(
                  Settings.HOST, Settings.BASE_URL, Settings.TRUSTED_PROXIES, Settings.SECRET_KEY),
              values -> !isLocal(values) && !values.has(Settings.SECRET_KEY),
              new Fault(
                  "SECRET_KEY",
                  "It is missing, and one is generated in local mode only (HOST and BASE_URL on"
                      + " loopback, no TRUSTED_PROXIES).",
                  "Make one with: openssl rand -base64 48")),
          new Rule(
              List.of(Settings.DATABASE_URL, Settings.DATABASE_MIGRATION_URL),
              values ->
                  values.has(Settings.DATABASE_MIGRATION_URL) && !values.has(Settings.DATABASE_URL),
              new Fault(
                  "DATABASE_MIGRATION_URL",
                  "It is set without DATABASE_URL, so the server would migrate one database and"
                      + " serve another.",
                  "Set DATABASE_URL too, or remove it to use the embedded database.")),
          new Rule(
              List.of(TokenSettings.SESSION_IDLE_TTL, TokenSettings.SESSION_ABSOLUTE_TTL),
              values ->
                  longer(
                      values.get(TokenSettings.SESSION_IDLE_TTL),
                      values.get(TokenSettings.SESSION_ABSOLUTE_TTL)),
              new Fault(
                  "SESSION_IDLE_TTL",
                  "It is longer than SESSION_ABSOLUTE_TTL, so no session would ever reach it.",
                  "Lower it, or raise SESSION_ABSOLUTE_TTL.")),
          new Rule(
              List.of(TokenSettings.SIGNING_KEY_LIFETIME, TokenSettings.JWKS_MAX_AGE),
              values ->
                  longer(
                      values.get(TokenSettings.JWKS_MAX_AGE),
                      values.get(TokenSettings.SIGNING_KEY_LIFETIME)),
              new Fault(
                  "SIGNING_KEY_LIFETIME",
                  "It is shorter than JWKS_MAX_AGE, so verifiers would meet keys that they do not"
                      + " know yet.",
                  "Raise it, or lower JWKS_MAX_AGE.")),
          new Rule(
              List.of(
                  Settings.HOST,
                  Settings.BASE_URL,
                  Settings.TRUSTED_PROXIES,
                  BrowserSettings.COOKIE_SECURE),
              values -> !isLocal(values) && !values.get(BrowserSettings.COOKIE_SECURE),
              new Fault(
                  "COOKIE_SECURE",
                  "It is false, so session cookies would cross the network in the clear.",
                  "Leave it out. Only local mode may do without.")),
          new Rule(
              List.of(
                  Settings.HOST,
                  Settings.BASE_URL,
                  Settings.TRUSTED_PROXIES,
                  RateSettings.RATE_LIMITS),
              values -> !isLocal(values) && values.get(RateSettings.RATE_LIMITS) == Switch.OFF,
              new Fault(
                  "RATE_LIMITS",
                  "It is off, so anybody could ask without end.",
                  "Leave it out. Only local mode may do without limits. To let more through, raise"
                      + " RATE_LIMIT_PER_MINUTE.")),
          new Rule(
              List.of(
                  DeviceSettings.GEOIPUPDATE_ACCOUNT_ID, DeviceSettings.GEOIPUPDATE_LICENSE_KEY),
              values ->
                  values.has(DeviceSettings.GEOIPUPDATE_ACCOUNT_ID)
                      != values.has(DeviceSettings.GEOIPUPDATE_LICENSE_KEY),
              new Fault(
                  "GEOIPUPDATE_LICENSE_KEY",
                  "One of GEOIPUPDATE_ACCOUNT_ID and GEOIPUPDATE_LICENSE_KEY is set without the"
                      + " other, so nothing could be fetched.",
                  "Set both, or neither.")),
          new Rule(
              List.of(PasswordSettings.PASSWORD_POLICY, PasswordSettings.PASSWORD_MIN_LENGTH),
              PasswordSettings::contradictItself,
              new Fault(
                  "PASSWORD_MIN_LENGTH",
                  "It is less than the 15 characters that PASSWORD_POLICY=strict asks for.",
                  "Leave it out, raise it, or leave PASSWORD_POLICY at standard.")),
          new Rule(
              List.of(Settings.BASE_URL, PasskeySettings.RP_ID, PasskeySettings.PASSKEY_ORIGINS),
              PasskeySettings::listsForeignOrigins,
              new Fault(
                  "PASSKEY_ORIGINS",
                  "It lists an origin that is neither at RP_ID (the host of BASE_URL, unless it is"
                      + " set) nor below it, or not safe, so browsers would refuse its passkeys.",
                  "List https origins of hosts that end with RP_ID, or set RP_ID to what they have"
                      + " in common.")),
          new Rule(
              List.of(
                  Settings.BASE_URL,
                  Settings.FRONTEND_URL,
                  PasskeySettings.RP_ID,
                  PasskeySettings.PASSKEY_ORIGINS),
              PasskeySettings::coverNothing,
              new Fault(
                  "RP_ID",
                  "It is neither the host of BASE_URL or FRONTEND_URL nor one above it, so no page"
                      + " could ask for passkeys.",
                  "Leave it out, set it to the end that those hosts have in common, or list"
                      + " PASSKEY_ORIGINS.")),
          new Rule(
              List.of(Settings.PASSWORD_HASH_MEMORY_KIB, Settings.PASSWORD_HASH_ITERATIONS),
              values ->
                  values.get(Settings.PASSWORD_HASH_MEMORY_KIB)
                          * values.get(Settings.PASSWORD_HASH_ITERATIONS)
                      < LEAST_HASHING_WORK,
              new Fault(
                  "PASSWORD_HASH_ITERATIONS",
                  "With PASSWORD_HASH_MEMORY_KIB it makes hashes that are too cheap to protect"
                      + " passwords.",
                  "Memory times iterations must be 35840 at least.")));

  static boolean isLocal(Values values) {
    return Loopback.is(values.get(Settings.HOST))
        && Loopback.is(baseUrl(values))
        && values.find(Settings.TRUSTED_PROXIES).orElse(List.of()).isEmpty();
  }

  static URI baseUrl(Values values) {
    return values
        .find(Settings.BASE_URL)
        .orElseGet(() -> URI.create("http://localhost:" + values.find(Settings.PORT).orElse(0)));
  }

  private static boolean isSafe(URI url) {
    return "https".equals(url.getScheme()) || Loopback.is(url);
  }

  private static boolean longer(Duration one, Duration other) {
    return one.compareTo(other) > 0;
  }
}
