package dev.latchkey.bootstrap;

import dev.latchkey.adapter.crypto.CryptoModule;
import dev.latchkey.adapter.crypto.RangeBreachedPasswords;
import dev.latchkey.adapter.crypto.SecretKeys;
import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.adapter.device.DeviceModule;
import dev.latchkey.adapter.http.HttpModule;
import dev.latchkey.adapter.mail.MailModule;
import dev.latchkey.adapter.persistence.Migrations;
import dev.latchkey.adapter.persistence.Migrations.Step;
import dev.latchkey.adapter.persistence.PersistenceConfig;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.adapter.redis.RedisModule;
import dev.latchkey.adapter.webauthn.YubicoPasskeyCeremony;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.ratelimit.FallingBackRateLimiter;
import dev.latchkey.application.ratelimit.InProcessRateLimiter;
import dev.latchkey.application.ratelimit.NodeShareRateLimiter;
import dev.latchkey.bootstrap.settings.AuthConfig;
import dev.latchkey.bootstrap.settings.AuthConfig.Secrets;
import dev.latchkey.domain.ratelimit.RateLimiter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where everything is put together, by hand: read it to see how Latchkey hangs together.
 *
 * <p>What was opened is closed when something after it does not open. Failures are {@link
 * StartupException}, {@link dev.latchkey.domain.kernel.InfrastructureException}, {@link
 * dev.latchkey.embedded.postgres.EmbeddedPostgresException}, or what the HTTP server says of its
 * port.
 */
public final class CompositionRoot {
  private final AuthConfig config;
  private final Map<String, String> postgresSettings;
  private final InstantSource time;
  private final SecureRandomSource chance;

  private CompositionRoot(
      AuthConfig config, Map<String, String> postgresSettings, InstantSource time) {
    this.config = config;
    this.postgresSettings = postgresSettings;
    // PostgreSQL keeps microseconds: what we compare with it must be no finer.
    this.time = () -> time.instant().truncatedTo(ChronoUnit.MICROS);
    this.chance = new SecureRandomSource(this.time);
  }

  /** A server, ready for requests. */
  public static AuthServer start(AuthConfig config, InstantSource time) {
    return start(config, Map.of(), time);
  }

  /** The same with settings for an embedded PostgreSQL that is started: {@code fsync=off} say. */
  static AuthServer start(
      AuthConfig config, Map<String, String> postgresSettings, InstantSource time) {
    var root = new CompositionRoot(config, postgresSettings, time);
    return closingOnFailure(stack -> root.server(root.core(stack)));
  }

  /** The use-cases alone, without server and without worker. */
  public static AuthCore open(AuthConfig config, InstantSource time) {
    var root = new CompositionRoot(config, Map.of(), time);
    return closingOnFailure(root::core);
  }

  private static <T> T closingOnFailure(Function<ClosingStack, T> opening) {
    var stack = new ClosingStack();
    try {
      return opening.apply(stack);
    } catch (Throwable failure) {
      stack.closeAfter(failure);
      throw failure;
    }
  }

  private AuthCore core(ClosingStack stack) {
    var database = DatabasePlace.open(config.storage(), postgresSettings, stack);
    var persistence = PersistenceModule.open(database.config(), chance, time);
    stack.defer(persistence::close);
    var crypto = CryptoModule.open(config.crypto(), secrets(), persistence.signingKeys(), time);
    stack.defer(crypto::close);
    var mail = MailModule.open(config.mail(), time);
    stack.defer(mail::close);

    var breached = config.breach().map(RangeBreachedPasswords::open);
    breached.ifPresent(there -> stack.defer(there::close));

    var device = DeviceModule.open(config.device(), time);
    stack.defer(device::close);

    var ports =
        new AuthPorts(
            persistence.ports(),
            crypto.ports(),
            mail.notifier(),
            breached.map(there -> there),
            config.passkeys().map(YubicoPasskeyCeremony::new),
            device.describer(),
            device.locator());
    var auth = AuthUseCases.assemble(ports, config.policies(), time);
    persistence.connect(auth.subscribers());
    return new AuthCore(
        auth, new AuthCore.Modules(persistence, crypto, mail, device), database.told(), stack);
  }

  private AuthServer server(AuthCore core) {
    if (config.operation().worker()) {
      core.startWorker();
    }
    var modules = core.modules();
    var limiter = rateLimiter(modules.persistence(), core.stack());
    var http =
        HttpModule.open(
            HttpSettings.of(config),
            core.auth(),
            modules.mail().inbox(),
            List.of(modules.persistence().health()),
            limiter,
            chance);
    core.stack().defer(http::close);
    return new AuthServer(core, limiter, http.port(), config.web().baseUrl());
  }

  /** Redis counts for all nodes, and while it is away, or if there is none, each its share. */
  private RateLimiter rateLimiter(PersistenceModule persistence, ClosingStack stack) {
    var here = new InProcessRateLimiter(time, chance);
    var share = new NodeShareRateLimiter(config.limits().nodes(), here, persistence.rateLimiter());
    return config
        .limits()
        .redis()
        .<RateLimiter>map(redis -> falling(RedisModule.open(redis), share, stack))
        .orElse(share);
  }

  private RateLimiter falling(RedisModule redis, RateLimiter share, ClosingStack stack) {
    stack.defer(redis::close);
    var limiter = new FallingBackRateLimiter(redis.rateLimiter(), share, time);
    redis.onLoss(limiter::lost);
    return limiter;
  }

  private SecretKeys secrets() {
    var current =
        switch (config.secrets()) {
          case Secrets.Given(var key, var previous) -> key;
          case Secrets.Kept(var file, var previous) ->
              new SecretKeyFile(file, chance).readOrCreate();
        };
    return SecretKeys.of(current, config.secrets().previous());
  }

  /** Brings the schema up to date and tells its steps. */
  static List<Step> migrate(AuthConfig config) {
    return withDatabase(config, persistence -> new Migrations(persistence).apply());
  }

  /** Tells the steps of the schema and changes nothing. */
  static List<Step> migrations(AuthConfig config) {
    return withDatabase(config, persistence -> new Migrations(persistence).info());
  }

  private static List<Step> withDatabase(
      AuthConfig config, Function<PersistenceConfig, List<Step>> work) {
    try (var stack = new ClosingStack()) {
      return work.apply(DatabasePlace.open(config.storage(), Map.of(), stack).config());
    }
  }
}
