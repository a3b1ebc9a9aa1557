package dev.latchkey.adapter.persistence.token;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.token.SigningKeyStore;
import dev.latchkey.testkit.contract.SigningKeyStoreContract;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiSigningKeyStoreTest extends SigningKeyStoreContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected SigningKeyStore storeHolding(List<SigningKey> keys) {
    var store = new JdbiSigningKeyStore(postgres.database());
    keys.forEach(JdbiSigningKeyStoreTest::insert);
    return store;
  }

  private static void insert(SigningKey key) {
    postgres
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into signing_key
                        values (:id, :publicJwk, :sealedWith, :sealed, :state, :createdAt, :since)
                        """)
                    .bind("id", key.id().value())
                    .bind("publicJwk", key.publicJwk())
                    .bind("sealedWith", key.privateKey().key().value())
                    .bind("sealed", key.privateKey().bytes())
                    .bind("state", key.state().name())
                    .bind("createdAt", key.createdAt())
                    .bind("since", key.since())
                    .execute());
  }
}
