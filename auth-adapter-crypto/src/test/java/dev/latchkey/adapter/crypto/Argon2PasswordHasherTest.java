package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.adapter.crypto.CryptoConfig.Argon2Cost;
import dev.latchkey.adapter.crypto.CryptoConfig.Gate;
import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordHasher.Match;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.testkit.contract.PasswordHasherContract;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import dev.latchkey.testkit.time.SeededEntropy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest extends PasswordHasherContract {
  private static final Gate ROOMY = new Gate(2, 100, Duration.ofSeconds(1));

  /** Of the parameters that are today's here. */
  private static final String DECOMPOSED =
      "$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg"
          + "$V8B+GiTfPqSKIY/LN+AH6HtPH8mRq/EaWKIvfDPe9kg";

  private final List<AutoCloseable> open = new ArrayList<>();
  private final PasswordHasher hasher = hasher(Argon2Cost.weakForTests());

  @AfterEach
  void close() throws Exception {
    for (var each : open) {
      each.close();
    }
  }

  @Override
  protected PasswordHasher hasher() {
    return hasher;
  }

  @Override
  protected PasswordHasher hasherOfYesterday() {
    return hasher(Argon2Cost.recommended());
  }

  @Override
  protected PasswordHasher fullHasher() {
    var busy = new BusyGate();
    open.add(busy);
    return new Argon2PasswordHasher(Argon2Cost.weakForTests(), busy.gate(), new SeededEntropy(1));
  }

  @Override
  protected PasswordHash madeElsewhere(String typed) {
    var bytes = typed.getBytes(StandardCharsets.UTF_8);
    return new PasswordHash("{bcrypt}" + OpenBSDBCrypt.generate("2b", bytes, new byte[16], 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void hashes_of_the_reference_implementation_are_understood(String phc) {
    var password = PlainPassword.parse("password").orElseThrow();

    assertThat(hasher.verify(password, new PasswordHash(phc)))
        .isEqualTo(new Match.MatchedButStale());
    assertThat(hasher.verify(Secrets.password(), new PasswordHash(phc)))
        .isEqualTo(new Match.Mismatched());
  }

  @Test
  @Requirement({"S4-03", "S1-34"})
  void the_recommended_hash_is_argon2id_with_19_mib_and_two_iterations() {
    var recommended = hasher(Argon2Cost.recommended());
    var hash = recommended.hash(Secrets.password());

    assertThat(hash.phc())
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
    assertThat(recommended.verify(Secrets.password(), hash)).isEqualTo(new Match.Matched());
    assertThat(recommended.verify(Secrets.otherPassword(), hash)).isEqualTo(new Match.Mismatched());
  }

  @Test
  void a_shorter_salt_or_digest_is_stale_even_with_the_same_cost() {
    var weak = Argon2Cost.weakForTests();
    var hash = hasher.hash(Secrets.password());
    var same = Argon2Phc.parse(hash).orElseThrow();

    assertThat(same.isOf(weak)).isTrue();
    assertThat(new Argon2Phc(weak, new byte[8], same.digest()).isOf(weak)).isFalse();
    assertThat(new Argon2Phc(weak, same.salt(), new byte[16]).isOf(weak)).isFalse();
  }

  @Test
  void a_hash_that_we_cannot_have_written_is_damage_and_is_not_repeated() {
    for (var phc :
        List.of(
            "canary",
            "$2b$12$canary",
            "$argon2id$v=19$m=4194304,t=1000,p=64$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu")) {
      assertThatIllegalStateException()
          .isThrownBy(() -> hasher.verify(Secrets.password(), new PasswordHash(phc)))
          .withMessageNotContaining("canary")
          .withMessageNotContaining("nf65");
    }
  }

  @Test
  void a_hash_of_our_own_kind_that_was_made_of_another_form_of_the_password_is_made_anew() {
    // By the reference implementation, of the decomposed form.
    var imported = new PasswordHash(DECOMPOSED);
    var typed = PlainPassword.parse("pa\u0308ssword").orElseThrow();

    assertThat(hasher.verify(typed, imported)).isEqualTo(new Match.MatchedButStale());
    assertThat(hasher.verify(PlainPassword.parse("password").orElseThrow(), imported))
        .isEqualTo(new Match.Mismatched());
  }

  private Argon2PasswordHasher hasher(Argon2Cost cost) {
    var made = new Argon2PasswordHasher(cost, ROOMY, new SeededEntropy(1));
    open.add(made);
    return made;
  }
}
