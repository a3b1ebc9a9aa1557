package dev.latchkey.examples.joined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.crypto.CryptoConfig;
import dev.latchkey.adapter.crypto.CryptoModule;
import dev.latchkey.adapter.crypto.SecretKeys;
import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.adapter.persistence.GuestConfig;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.JoinedUseCases;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration.Command;
import dev.latchkey.application.registration.VerifyRegistration.Outcome;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.examples.embedded.Mailbox;
import dev.latchkey.examples.embedded.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customer and account: both or neither. */
class CustomersTest {
  private static final URI ISSUER = URI.create("https://shop.example.com");
  private static final String SECRET = "only for tests: 0123456789abcdef0123456789abcdef";

  @TempDir Path folder;
  private final InstantSource time = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  private final Mailbox mails = new Mailbox();
  private Postgres postgres;
  private Transactions transactions;
  private PersistenceModule storage;
  private CryptoModule crypto;
  private AuthUseCases auth;
  private Customers customers;

  @BeforeEach
  void a_shop_opens() throws SQLException {
    postgres = Postgres.start(folder);
    transactions = new Transactions(postgres.pool());
    var ids = new SecureRandomSource(time);
    storage = PersistenceModule.open(postgres.pool(), GuestConfig.in("latchkey"), ids, time);
    crypto =
        CryptoModule.open(
            CryptoConfig.recommended(ISSUER, "shop"),
            SecretKeys.of(SECRET),
            storage.signingKeys(),
            time);
    var ports = new AuthPorts(storage.ports(), crypto.ports(), mails);
    auth = AuthUseCases.assemble(ports, AuthPolicies.standard(), time);
    storage.connect(auth.subscribers());
    storage.startWorker(auth.recurringTasks());
    customers = Customers.open(transactions, storage, crypto.ports(), mails, time);
    transactions.run(
        connection ->
            connection
                .createStatement()
                .execute("create table customer (user_id uuid not null, company text unique)"));
  }

  @AfterEach
  void it_closes() {
    storage.close();
    crypto.close();
    postgres.close();
  }

  @Test
  void both_are_there_after_one_commit() throws SQLException {
    var outcome = customers.signUp(registered("ada@example.com"), mails.awaitCode(), "Engines");

    assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    assertThat(companies()).isEqualTo(1);
    assertThat(users()).isEqualTo(1);
  }

  @Test
  void neither_is_there_when_the_customer_cannot_be_and_the_code_is_good_for_another_try()
      throws SQLException {
    customers.signUp(registered("ada@example.com"), mails.awaitCode(), "Engines");
    var id = registered("bob@example.com");
    var code = mails.awaitCode();

    assertThatThrownBy(() -> customers.signUp(id, code, "Engines"))
        .isInstanceOf(SQLException.class);
    assertThat(companies()).isEqualTo(1);
    assertThat(users()).isEqualTo(1);

    assertThat(customers.signUp(id, code, "Looms")).isInstanceOf(Outcome.SignedIn.class);
    assertThat(companies()).isEqualTo(2);
    assertThat(users()).isEqualTo(2);
  }

  /** A service that throws at a wrong code, so that everything is rolled back: very natural. */
  @Test
  void a_caller_who_rolls_back_at_each_wrong_code_gives_nobody_more_guesses() {
    var id = registered("ada@example.com");
    var code = mails.awaitCode();
    var wrong = code.equals("00000000") ? "11111111" : "00000000";

    for (var answer = 0; answer < 5; answer++) {
      assertThatThrownBy(() -> answeredAndThrown(id, wrong)).isInstanceOf(SQLException.class);
    }

    assertThat(auth.verifyRegistration().handle(new Command(id, code, ClientContext.none())))
        .isInstanceOf(Outcome.InvalidCode.class);
  }

  private boolean answeredAndThrown(RegistrationId id, String wrong) throws SQLException {
    var ports = new AuthPorts(storage.joining(transactions), crypto.ports(), mails);
    var joined = JoinedUseCases.assemble(ports, AuthPolicies.standard(), time);
    return transactions.run(
        connection -> {
          var outcome =
              joined.verifyRegistration().handle(new Command(id, wrong, ClientContext.none()));
          assertThat(outcome).isInstanceOf(Outcome.InvalidCode.class);
          throw new SQLException("rolled back");
        });
  }

  private RegistrationId registered(String email) {
    var command =
        new StartRegistration.Command(
            email, "correct horse battery staple", null, ClientContext.none());
    var outcome = auth.startRegistration().handle(command);
    assertThat(outcome).isInstanceOf(StartRegistration.Outcome.Started.class);
    return ((StartRegistration.Outcome.Started) outcome).id();
  }

  private int users() {
    return auth.findUsers().list(null, 10).items().size();
  }

  private int companies() throws SQLException {
    return transactions.run(
        connection -> {
          try (var count = connection.prepareStatement("select count(*) from customer");
              var row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
          }
        });
  }
}
