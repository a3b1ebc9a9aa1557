package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.crypto.CryptoConfig;
import dev.latchkey.adapter.http.HeaderPolicy;
import dev.latchkey.adapter.http.page.Looks;
import dev.latchkey.adapter.mail.MailConfig;
import dev.latchkey.adapter.mail.MailLanguages;
import dev.latchkey.adapter.redis.RedisConfig;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.bootstrap.settings.AuthConfig.Database;
import dev.latchkey.bootstrap.settings.AuthConfig.Limits;
import dev.latchkey.bootstrap.settings.AuthConfig.Operation;
import dev.latchkey.bootstrap.settings.AuthConfig.Secrets;
import dev.latchkey.bootstrap.settings.AuthConfig.Storage;
import dev.latchkey.bootstrap.settings.AuthConfig.Web;
import dev.latchkey.domain.address.AddressPolicy;
import dev.latchkey.domain.credential.PasswordResetPolicy;
import dev.latchkey.domain.leaving.LeavingPolicy;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.recovery.RecoveryPolicy;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.registration.RegistrationPolicy.Codes;
import dev.latchkey.domain.session.SessionPolicy;
import dev.latchkey.domain.session.StepUpPolicy;
import dev.latchkey.domain.token.SigningKeyPolicy;
import dev.latchkey.domain.token.TokenPolicy;
import dev.latchkey.domain.user.EmailAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the configuration from the environment and a {@code .env} file; the environment wins.
 *
 * <p>Either all is well, or every fault is told at once. Values are never repeated.
 */
public final class ConfigLoader {
  private static final EmailAddress NOBODY = EmailAddress.of("no-reply@localhost.localdomain");

  private ConfigLoader() {}

  /** The outcome of loading. */
  public sealed interface Outcome {
    /** Settings that nobody reads, one line each. */
    List<String> warnings();

    record Loaded(AuthConfig config, List<String> warnings) implements Outcome {}

    record Refused(List<Fault> faults, List<String> warnings) implements Outcome {}
  }

  /**
   * Loads and checks everything.
   *
   * @param folder relative paths start here; its {@code .env} is read unless another file is named
   * @param envFile must exist; null for the one in the folder, if there is one
   */
  public static Outcome load(Map<String, String> environment, Path folder, @Nullable Path envFile) {
    var file = envFile(folder, envFile);
    var sources = new Sources(environment, file, folder);
    var values = Values.of(sources);
    var warnings = UnknownNames.warnings(file);
    var faults = new ArrayList<>(file.faults());
    faults.addAll(values.faults());
    ForeignBackend.fault(sources).ifPresent(faults::add);
    faults.addAll(StartupChecks.faults(values));
    var languages = LanguageSettings.read(values, folder, faults::add);
    var looks = LookSettings.read(values, folder, faults::add);
    return faults.isEmpty()
        ? new Outcome.Loaded(config(values, folder, languages, looks), warnings)
        : new Outcome.Refused(List.copyOf(faults), warnings);
  }

  private static EnvFile envFile(Path folder, @Nullable Path named) {
    if (named != null) {
      return EnvFile.read(folder.resolve(named));
    }
    var usual = folder.resolve(".env");
    return Files.exists(usual) ? EnvFile.read(usual) : EnvFile.none();
  }

  private static AuthConfig config(
      Values values, Path folder, MailLanguages languages, Looks looks) {
    var web = web(values, looks);
    var data = folder.resolve(values.get(Settings.DATA_DIR)).toAbsolutePath().normalize();
    return new AuthConfig(
        web,
        new Storage(data, database(values), values.get(Settings.DB_POOL_SIZE)),
        secrets(values, data),
        crypto(values, web),
        mail(values, web, data).withLanguages(languages),
        policies(values),
        new Limits(
            values.find(LimitSettings.REDIS_URL).map(RedisConfig::of),
            values.get(LimitSettings.NODE_COUNT)),
        PasswordSettings.breach(values),
        PasskeySettings.config(values),
        DeviceSettings.config(values, folder, data),
        new Operation(
            values.get(Settings.WORKER) == Switch.ON,
            values.get(Settings.LOG_FORMAT),
            values.get(Settings.LOG_LEVEL)));
  }

  private static Web web(Values values, Looks looks) {
    var baseUrl = StartupChecks.baseUrl(values);
    return new Web(
        values.get(Settings.HOST),
        values.get(Settings.PORT),
        baseUrl,
        values.find(Settings.FRONTEND_URL).orElse(baseUrl),
        values.find(Settings.TRUSTED_PROXIES).orElse(List.of()),
        browsers(values),
        RateSettings.policy(values),
        looks);
  }

  private static AuthConfig.Browsers browsers(Values values) {
    return new AuthConfig.Browsers(
        values.get(BrowserSettings.COOKIE_SECURE),
        values.get(BrowserSettings.COOKIE_SAMESITE),
        values.find(BrowserSettings.CORS_ORIGINS).orElse(List.of()),
        new HeaderPolicy(
            values.get(BrowserSettings.HSTS_MAX_AGE),
            values.get(BrowserSettings.HSTS_SUBDOMAINS),
            values.get(BrowserSettings.X_XSS_PROTECTION)));
  }

  private static Database database(Values values) {
    return values
        .find(Settings.DATABASE_URL)
        .<Database>map(
            url -> new Database.External(url, values.find(Settings.DATABASE_MIGRATION_URL)))
        .orElseGet(Database.Embedded::new);
  }

  private static Secrets secrets(Values values, Path data) {
    var previous = values.find(Settings.SECRET_KEY_PREVIOUS).orElse(List.of());
    return values
        .find(Settings.SECRET_KEY)
        .<Secrets>map(key -> new Secrets.Given(key, previous))
        .orElseGet(() -> new Secrets.Kept(data.resolve("secret-key"), previous));
  }

  private static CryptoConfig crypto(Values values, Web web) {
    var gate = CryptoConfig.Gate.forThisMachine();
    var audience = values.find(TokenSettings.TOKEN_AUDIENCE).orElse(web.baseUrl().toString());
    return new CryptoConfig(
        CryptoConfig.Argon2Cost.of(
            values.get(Settings.PASSWORD_HASH_MEMORY_KIB),
            values.get(Settings.PASSWORD_HASH_ITERATIONS),
            values.get(Settings.PASSWORD_HASH_PARALLELISM)),
        new CryptoConfig.Gate(gate.permits(), values.get(Settings.HASH_QUEUE), gate.retryAfter()),
        new CryptoConfig.Tokens(web.baseUrl(), audience));
  }

  private static MailConfig mail(Values values, Web web, Path data) {
    var appName = values.get(Settings.APP_NAME);
    return new MailConfig(
        values.find(Settings.MAIL_FROM).orElseGet(() -> senderAt(web.baseUrl().getHost())),
        values.find(Settings.MAIL_FROM_NAME).orElse(appName),
        appName,
        web.frontendUrl(),
        web.baseUrl(),
        transport(values, data));
  }

  private static MailConfig.Transport transport(Values values, Path data) {
    Optional<MailConfig.Transport> smtp = values.find(Settings.SMTP_URL).map(url -> url);
    return smtp.orElseGet(() -> new MailConfig.Inbox(data.resolve("mail")));
  }

  /** An address of our host, as far as that can have one. */
  private static EmailAddress senderAt(String host) {
    return EmailAddress.parse("no-reply@" + host).orElse(NOBODY);
  }

  private static AuthPolicies policies(Values values) {
    var standard = AuthPolicies.standard();
    return new AuthPolicies(
        registration(values, standard.registration()),
        PasswordSettings.policy(values),
        LockoutSettings.policy(values),
        standard.devices(),
        passwordReset(values, standard.passwordReset()),
        new SessionPolicy(
            values.get(TokenSettings.SESSION_IDLE_TTL),
            values.get(TokenSettings.SESSION_ABSOLUTE_TTL),
            standard.session().grace(),
            values.get(TokenSettings.SESSION_LIMIT)),
        new TokenPolicy(values.get(TokenSettings.ACCESS_TOKEN_TTL)),
        new SigningKeyPolicy(
            values.get(TokenSettings.SIGNING_KEY_LIFETIME),
            values.get(TokenSettings.JWKS_MAX_AGE),
            values.get(TokenSettings.ACCESS_TOKEN_TTL)),
        new StepUpPolicy(values.get(TokenSettings.STEP_UP_MAX_AGE)),
        leaving(values, standard.leaving()),
        PasskeySettings.policy(values, standard.passkeys()),
        NoticeSettings.policy(values),
        address(values, standard.address()),
        new RecoveryPolicy(
            values.get(LeavingSettings.ACCOUNT_RECOVERY_DELAY), standard.recovery().window()));
  }

  private static PasswordResetPolicy passwordReset(Values values, PasswordResetPolicy standard) {
    return new PasswordResetPolicy(
        standard.patience(), standard.tokenLifetime(), mailsAnHour(values, standard.requests()));
  }

  private static LeavingPolicy leaving(Values values, LeavingPolicy standard) {
    return new LeavingPolicy(
        values.get(LeavingSettings.ACCOUNT_DELETION_GRACE), mailsAnHour(values, standard.mails()));
  }

  private static AddressPolicy address(Values values, AddressPolicy standard) {
    return new AddressPolicy(
        standard.patience(),
        codes(values, standard.codes()),
        standard.reservation(),
        standard.wrongCodes(),
        mailsAnHour(values, standard.mails()));
  }

  private static RateLimit mailsAnHour(Values values, RateLimit standard) {
    return new RateLimit(
        standard.name(), values.get(Settings.MAILS_PER_ADDRESS_PER_HOUR), Duration.ofHours(1));
  }

  private static RegistrationPolicy registration(Values values, RegistrationPolicy standard) {
    return new RegistrationPolicy(
        standard.lifetime(),
        codes(values, standard.codes()),
        standard.resendAfter(),
        standard.continuationLifetime(),
        standard.wrongCodes(),
        mailsAnHour(values, standard.mails()));
  }

  private static Codes codes(Values values, Codes standard) {
    return new Codes(
        values.get(Settings.CODE_LENGTH), values.get(Settings.CODE_TTL), standard.wrongAnswers());
  }
}
