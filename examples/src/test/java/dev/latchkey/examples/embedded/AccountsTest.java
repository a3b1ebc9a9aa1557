package dev.latchkey.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.domain.kernel.ClientContext;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with its own DataSource: sign up, verify, sign in and check tokens in process. */
class AccountsTest {
  private static final String PASSWORD = "correct horse battery staple";
  private static final String SECRET = "only for tests: 0123456789abcdef0123456789abcdef";

  @TempDir Path folder;
  private final Mailbox mails = new Mailbox();
  private Postgres postgres;
  private Accounts accounts;

  @BeforeEach
  void a_service_starts() {
    postgres = Postgres.start(folder);
    accounts = open();
  }

  private Accounts open() {
    return Accounts.open(postgres.pool(), SECRET, URI.create("https://shop.example.com"), mails);
  }

  @AfterEach
  void it_stops() {
    accounts.close();
    postgres.close();
  }

  @Test
  void somebody_registers_verifies_signs_in_and_is_known_by_his_token() throws SQLException {
    var id = accounts.register("ada@example.com", PASSWORD).orElseThrow();
    var code = mails.awaitCode();
    assertThat(accounts.verify(id, code.equals("00000000") ? "11111111" : "00000000")).isEmpty();
    var first = accounts.verify(id, code).orElseThrow();
    assertThat(accounts.whoIs(first.accessToken())).contains(first.user());

    assertThat(accounts.login("ada@example.com", "not the password")).isEmpty();
    var second = accounts.login("Ada@Example.com", PASSWORD).orElseThrow();
    assertThat(accounts.whoIs(second.accessToken())).contains(first.user());
    assertThat(accounts.whoIs("no token")).isEmpty();

    accounts.close();
    accounts = open();
    assertThat(accounts.whoIs(second.accessToken())).contains(first.user());
    try (var still = postgres.pool().getConnection()) {
      assertThat(still.isValid(5)).isTrue();
    }
  }

  @Test
  void a_bad_address_registers_nothing() {
    assertThat(accounts.register("nobody", PASSWORD)).isEmpty();
    assertThat(accounts.register("ada@example.com", "short")).isEmpty();
  }

  @Test
  void the_next_look_sees_that_somebody_was_suspended() {
    var id = accounts.register("ada@example.com", PASSWORD).orElseThrow();
    var tokens = accounts.verify(id, mails.awaitCode()).orElseThrow();
    assertThat(accounts.whoIs(tokens.accessToken())).isPresent();

    var suspension = new SuspendUser.Command(tokens.user().id(), true, ClientContext.none());
    accounts.auth().suspendUser().handle(suspension);

    assertThat(accounts.whoIs(tokens.accessToken())).isEmpty();
  }
}
