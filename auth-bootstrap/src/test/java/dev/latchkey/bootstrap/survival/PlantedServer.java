package dev.latchkey.bootstrap.survival;

import dev.latchkey.adapter.crypto.CryptoModule;
import dev.latchkey.adapter.crypto.SecretKeys;
import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.adapter.device.DeviceModule;
import dev.latchkey.adapter.http.HttpConfig;
import dev.latchkey.adapter.http.HttpModule;
import dev.latchkey.adapter.mail.MailModule;
import dev.latchkey.adapter.persistence.DatabaseAccess;
import dev.latchkey.adapter.persistence.PersistenceConfig;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.adapter.webauthn.YubicoPasskeyCeremony;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.ratelimit.InProcessRateLimiter;
import dev.latchkey.bootstrap.settings.AuthConfig;
import dev.latchkey.bootstrap.settings.ConfigLoader;
import dev.latchkey.domain.StoragePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A server of the real parts, put together as the real one is, but with something planted in its
 * storage.
 */
final class PlantedServer implements AutoCloseable {
  private static final String SECRET = "kD8sQ2vX5nB1mZ7cW4eR9tY6uI3oP0aL";

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final HttpModule http;

  private PlantedServer(AuthConfig config, String databaseUrl, UnaryOperator<StoragePorts> plant) {
    InstantSource time = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    var chance = new SecureRandomSource(time);
    var database = PersistenceConfig.of(DatabaseAccess.parse(databaseUrl));
    var persistence = PersistenceModule.open(database, chance, time);
    closing.push(persistence::close);
    var keys = persistence.signingKeys();
    var crypto = CryptoModule.open(config.crypto(), SecretKeys.of(SECRET), keys, time);
    closing.push(crypto::close);
    var mail = MailModule.open(config.mail(), time);
    closing.push(mail::close);
    var device = DeviceModule.open(config.device(), time);
    closing.push(device::close);
    var ports =
        new AuthPorts(
            plant.apply(persistence.ports()),
            crypto.ports(),
            mail.notifier(),
            Optional.empty(),
            config.passkeys().map(YubicoPasskeyCeremony::new),
            device.describer(),
            device.locator());
    var auth = AuthUseCases.assemble(ports, config.policies(), time);
    persistence.connect(auth.subscribers());
    persistence.startWorker(auth.recurringTasks());
    var limiter = new InProcessRateLimiter(time, chance);
    http = HttpModule.open(http(config), auth, Optional.empty(), List.of(), limiter, chance);
    closing.push(http::close);
  }

  static PlantedServer start(
      Path folder,
      String databaseUrl,
      Map<String, String> settings,
      UnaryOperator<StoragePorts> plant) {
    var all = new HashMap<>(settings);
    all.put("DATABASE_URL", databaseUrl);
    all.put("DATA_DIR", folder.toString());
    all.put("BASE_URL", PasskeyActs.ORIGIN);
    all.put("RATE_LIMITS", "off");
    return switch (ConfigLoader.load(all, folder, null)) {
      case ConfigLoader.Outcome.Loaded(var config, var warnings) ->
          new PlantedServer(config, databaseUrl, plant);
      case ConfigLoader.Outcome.Refused(var faults, var warnings) ->
          throw new IllegalArgumentException(faults.toString());
    };
  }

  private static HttpConfig http(AuthConfig config) {
    var web = config.web();
    return HttpConfig.standard(web.host(), 0, web.baseUrl(), true, "planted", "Latchkey")
        .withRates(web.rates());
  }

  Door door(String name) {
    var here = URI.create("http://127.0.0.1:" + http.port());
    return new Door(name, () -> here);
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
