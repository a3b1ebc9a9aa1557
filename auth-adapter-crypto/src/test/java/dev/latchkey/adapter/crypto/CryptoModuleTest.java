package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.domain.credential.PasswordHasher.Match;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.domain.token.AccessTokens.Verification;
import dev.latchkey.testkit.fixture.Secrets;
import java.security.Security;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CryptoModuleTest {
  private final KeysInMemory store = new KeysInMemory();

  @Test
  void an_open_module_supplies_every_port() {
    try (var module = open()) {
      var ports = module.ports();
      var hash = ports.hasher().hash(Secrets.password());

      assertThat(ports.ids().next().version()).isEqualTo(7);
      assertThat(ports.hasher().verify(Secrets.password(), hash)).isEqualTo(new Match.Matched());
      assertThat(ports.signingKeys().mint(Fixtures.NOW).createdAt()).isEqualTo(Fixtures.NOW);
      assertThat(ports.refreshTokens().currentKey()).isEqualTo(Fixtures.OLD.current());
    }
  }

  @Test
  void two_nodes_on_one_store_accept_each_others_tokens() {
    try (var one = open();
        var other = open()) {
      var issued = one.ports().accessTokens().issue(Fixtures.token());

      assertThat(other.ports().accessTokens().verify(issued, Fixtures.NOW))
          .isEqualTo(new Verification.Valid(Fixtures.token(), store.newest().id()));
      assertThat(store.all()).hasSize(1);
    }
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void the_native_signature_provider_is_used_where_its_jar_is() {
    try (var module = open()) {
      assertThat(module.signatureProvider()).startsWith("AmazonCorrettoCryptoProvider ");
    }
  }

  @Test
  void the_jdk_can_sign_too_and_the_two_understand_each_other() {
    var box = CryptoModule.secretBox(Fixtures.OLD);
    var time = InstantSource.system();
    var jdk = SignatureProvider.jdk();
    var slow = new NimbusAccessTokens(Fixtures.TOKENS, SigningKeys.open(store, box, jdk, time));
    try (var module = open()) {
      var fast = module.ports().accessTokens();

      assertThat(jdk.name()).isEqualTo("SunEC");
      assertThat(fast.verify(slow.issue(Fixtures.token()), Fixtures.NOW))
          .isInstanceOf(Verification.Valid.class);
      assertThat(slow.verify(fast.issue(Fixtures.token()), Fixtures.NOW))
          .isInstanceOf(Verification.Valid.class);
    }
  }

  @Test
  void the_providers_of_the_program_around_us_stay_as_they_are() {
    var before = Security.getProviders();
    open().close();

    assertThat(Security.getProviders()).containsExactly(before);
  }

  @Test
  void a_closed_module_hashes_no_more_and_can_be_closed_again() {
    var module = open();
    module.close();
    module.close();

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> module.ports().hasher().verifyNobody(Secrets.password()));
  }

  private CryptoModule open() {
    return CryptoModule.open(Fixtures.cheapConfig(), Fixtures.OLD, store, InstantSource.system());
  }
}
