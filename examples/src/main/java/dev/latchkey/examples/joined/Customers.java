package dev.latchkey.examples.joined;

import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.JoinedUseCases;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/** The customers of a shop: each has an account, and no account is without a customer. */
public final class Customers {
  private final Transactions transactions;
  private final PersistenceModule storage;
  private final JoinedUseCases joined;

  private Customers(Transactions transactions, PersistenceModule storage, JoinedUseCases joined) {
    this.transactions = transactions;
    this.storage = storage;
    this.joined = joined;
  }

  // begin: assemble
  /** Beside the use-cases that stand alone: the same storage, with units that join. */
  public static Customers open(
      Transactions transactions,
      PersistenceModule storage,
      CryptoPorts crypto,
      Notifier mails,
      InstantSource time) {
    var ports = new AuthPorts(storage.joining(transactions), crypto, mails);
    var joined = JoinedUseCases.assemble(ports, AuthPolicies.standard(), time);
    return new Customers(transactions, storage, joined);
  }

  // end: assemble

  // begin: sign-up
  /** The customer and the account in one commit; neither when anything fails. */
  public VerifyRegistration.Outcome signUp(RegistrationId id, String code, String company)
      throws SQLException {
    var command = new VerifyRegistration.Command(id, code, ClientContext.none());
    var outcome =
        transactions.run(
            connection -> {
              var verified = joined.verifyRegistration().handle(command);
              if (verified instanceof VerifyRegistration.Outcome.SignedIn(var tokens)) {
                insert(connection, tokens.user().id(), company);
              }
              return verified;
            });
    storage.nudge();
    return outcome;
  }

  private static void insert(Connection connection, UserId user, String company)
      throws SQLException {
    var sql = "insert into customer (user_id, company) values (?, ?)";
    try (var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, user.value());
      insert.setString(2, company);
      insert.executeUpdate();
    }
  }
  // end: sign-up
}
