package consumer;

import dev.latchkey.adapter.crypto.CryptoConfig;
import dev.latchkey.adapter.crypto.CryptoModule;
import dev.latchkey.adapter.crypto.SecretKeys;
import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.adapter.persistence.GuestConfig;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.domain.notification.Notifier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Compiled against the published jars at compile scope: what is missing there is missing here. */
public record Shop(AuthUseCases auth, PersistenceModule storage, CryptoModule crypto)
    implements AutoCloseable {

  public static Shop open(DataSource source, String secretKey, Notifier mails) {
    var time = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    var storage =
        PersistenceModule.open(
            source, GuestConfig.in("latchkey"), new SecureRandomSource(time), time);
    var crypto =
        CryptoModule.open(
            CryptoConfig.recommended(URI.create("https://shop.example.com"), "shop"),
            SecretKeys.of(secretKey),
            storage.signingKeys(),
            time);
    var ports = new AuthPorts(storage.ports(), crypto.ports(), mails);
    var auth = AuthUseCases.assemble(ports, AuthPolicies.standard(), time);
    storage.connect(auth.subscribers());
    storage.startWorker(auth.recurringTasks());
    return new Shop(auth, storage, crypto);
  }

  @Override
  public void close() {
    storage.close();
    crypto.close();
  }
}
