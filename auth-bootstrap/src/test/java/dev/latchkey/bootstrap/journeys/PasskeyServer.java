package dev.latchkey.bootstrap.journeys;

import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.adapter.http.HttpConfig;
import dev.latchkey.adapter.http.HttpModule;
import dev.latchkey.adapter.http.RatePolicy;
import dev.latchkey.adapter.persistence.DatabaseAccess;
import dev.latchkey.adapter.persistence.PersistenceConfig;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.bootstrap.testing.TestDatabases;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.memory.InMemoryRateLimiter;
import dev.latchkey.testkit.memory.RecordingNotifier;
import dev.latchkey.testkit.memory.TestCrypto;
import dev.latchkey.testkit.memory.TestKeys;
import dev.latchkey.testkit.memory.TestPasskeyCeremony;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A server whose storage is a real PostgreSQL and whose ceremonies are those of the test kit: what
 * is between them is tried, whatever library checks signatures.
 */
final class PasskeyServer implements AutoCloseable {
  /** Where its pages would be. */
  static final String ORIGIN = "http://localhost:8080";

  private static final InstantSource TIME = () -> Instant.now().truncatedTo(ChronoUnit.MICROS);

  private final String database;
  private final RecordingNotifier notifier;
  private final PersistenceModule persistence;
  private final HttpModule http;

  private PasskeyServer(String database, RecordingNotifier notifier) {
    this.database = database;
    this.notifier = notifier;
    var ids = new SecureRandomSource(TIME);
    var access = DatabaseAccess.parse(TestDatabases.url(database));
    persistence = PersistenceModule.open(PersistenceConfig.of(access), ids, TIME);
    var keys = TestKeys.of("passkey-server");
    var crypto = new TestCrypto(keys, persistence.signingKeys(), TIME.instant()).ports();
    var ports =
        new AuthPorts(persistence.ports(), crypto, notifier)
            .with(TestPasskeyCeremony.of("localhost", ORIGIN));
    var auth = AuthUseCases.assemble(ports, AuthPolicies.standard(), TIME);
    persistence.connect(auth.subscribers());
    persistence.startWorker(auth.recurringTasks());
    var config =
        HttpConfig.standard("127.0.0.1", 0, URI.create(ORIGIN), true, "1.2.3", "Latchkey")
            .withRates(RatePolicy.standard().off());
    http =
        HttpModule.open(
            config, auth, Optional.empty(), List.of(), new InMemoryRateLimiter(TIME), ids);
  }

  static PasskeyServer start() {
    return new PasskeyServer(TestDatabases.create(), new RecordingNotifier());
  }

  URI uri() {
    return URI.create("http://localhost:" + http.port() + "/");
  }

  StoragePorts storage() {
    return persistence.ports();
  }

  /** Waits for the code that is mailed to the address. */
  String awaitCode(String email) {
    return Eventually.get(
        "a code for the address",
        () ->
            notifier.sentTo(EmailAddress.of(email)).stream()
                .filter(RegistrationCode.class::isInstance)
                .map(mail -> ((RegistrationCode) mail).code().reveal())
                .findFirst());
  }

  @Override
  public void close() {
    http.close();
    persistence.close();
    TestDatabases.drop(database);
  }
}
