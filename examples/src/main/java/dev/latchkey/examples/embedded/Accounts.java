package dev.latchkey.examples.embedded;

import dev.latchkey.adapter.crypto.CryptoConfig;
import dev.latchkey.adapter.crypto.CryptoModule;
import dev.latchkey.adapter.crypto.SecretKeys;
import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.adapter.persistence.GuestConfig;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.user.User;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts of a service, in the service itself, on the service's own database. */
public final class Accounts implements AutoCloseable {
  private final PersistenceModule storage;
  private final CryptoModule crypto;
  private final AuthUseCases auth;

  private Accounts(PersistenceModule storage, CryptoModule crypto, AuthUseCases auth) {
    this.storage = storage;
    this.crypto = crypto;
    this.auth = auth;
  }

  // begin: open
  /** Opened once, when the service starts, and closed before its DataSource is. */
  public static Accounts open(DataSource source, String secretKey, URI issuer, Notifier mails) {
    // PostgreSQL keeps microseconds; a finer clock would not find again what it wrote.
    var time = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    var ids = new SecureRandomSource(time);
    var storage = PersistenceModule.open(source, GuestConfig.in("latchkey"), ids, time);
    var secrets = SecretKeys.of(secretKey);
    var config = CryptoConfig.recommended(issuer, issuer.toString());
    var crypto = CryptoModule.open(config, secrets, storage.signingKeys(), time);

    var ports = new AuthPorts(storage.ports(), crypto.ports(), mails);
    var auth = AuthUseCases.assemble(ports, AuthPolicies.standard(), time);
    storage.connect(auth.subscribers());
    storage.startWorker(auth.recurringTasks());
    return new Accounts(storage, crypto, auth);
  }

  @Override
  public void close() {
    storage.close();
    crypto.close();
  }

  // end: open

  // begin: use
  /** Sends a code to the address; empty when it is no address, or the password too weak. */
  public Optional<RegistrationId> register(String email, String password) {
    var command = new StartRegistration.Command(email, password, null, ClientContext.none());
    return switch (auth.startRegistration().handle(command)) {
      case StartRegistration.Outcome.Started(var id, var until) -> Optional.of(id);
      case StartRegistration.Outcome.Refused(var faults, var ofPassword) -> Optional.empty();
    };
  }

  /** Makes an account of it, with the code of the mail; empty when the code is not good. */
  public Optional<Tokens> verify(RegistrationId id, String code) {
    var command = new VerifyRegistration.Command(id, code, ClientContext.none());
    return auth.verifyRegistration().handle(command)
            instanceof VerifyRegistration.Outcome.SignedIn(var tokens)
        ? Optional.of(tokens)
        : Optional.empty();
  }

  /** Signs in; empty for whichever reason. */
  public Optional<Tokens> login(String email, String password) {
    var command = new AuthenticateWithPassword.Command(email, password, ClientContext.none());
    return switch (auth.authenticateWithPassword().handle(command)) {
      case AuthenticateWithPassword.Outcome.SignedIn(var tokens) -> Optional.of(tokens);
      case AuthenticateWithPassword.Outcome.Refused() -> Optional.empty();
      case AuthenticateWithPassword.Outcome.Slowed(var pause) -> Optional.empty();
    };
  }

  /** Who is asking, by the access token of a request; sees every revocation. */
  public Optional<User> whoIs(String accessToken) {
    return switch (auth.resolveSession().handle(new ResolveSession.Command(accessToken))) {
      case ResolveSession.Outcome.Resolved(var caller) -> Optional.of(caller.user());
      case ResolveSession.Outcome.Refused() -> Optional.empty();
    };
  }

  // end: use

  /** Everything else that Latchkey can do. */
  public AuthUseCases auth() {
    return auth;
  }
}
