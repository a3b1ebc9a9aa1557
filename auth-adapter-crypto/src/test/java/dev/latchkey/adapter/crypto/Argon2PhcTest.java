package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PhcTest {
  private static final String SALT = "c29tZXNhbHRzb21lc2FsdA";
  private static final String DIGEST = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void a_hash_is_written_as_it_was_read() {
    var text = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + DIGEST;

    assertThat(Argon2Phc.parse(new PasswordHash(text)).orElseThrow().write().phc()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "canary",
        "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
        "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=262145,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=19456,t=17,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=19456,t=2,p=17$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=+9456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$t=2,m=19456,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$CTFh",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdAA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8$",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdAAAA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8"
      })
  void what_is_foreign_or_unbounded_is_not_read(String text) {
    assertThat(Argon2Phc.parse(new PasswordHash(text))).isEmpty();
  }

  @Test
  void an_endless_hash_is_not_read() {
    var text = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + "A".repeat(1_000_000);

    assertThat(Argon2Phc.parse(new PasswordHash(text))).isEmpty();
  }

  @Test
  void nothing_of_a_hash_is_printed_but_its_cost() {
    var text = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + DIGEST;

    assertThat(Argon2Phc.parse(new PasswordHash(text)).orElseThrow())
        .hasToString("Argon2Phc[m=19456,t=2,p=1]");
  }
}
