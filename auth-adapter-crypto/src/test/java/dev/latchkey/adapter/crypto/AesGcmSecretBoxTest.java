package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.SecretBox;
import dev.latchkey.testkit.contract.SecretBoxContract;
import dev.latchkey.testkit.time.SeededEntropy;
import org.junit.jupiter.api.Test;

class AesGcmSecretBoxTest extends SecretBoxContract {
  @Override
  protected SecretBox box() {
    return CryptoModule.secretBox(Fixtures.OLD);
  }

  @Override
  protected SecretBox boxAfterRotation() {
    return CryptoModule.secretBox(Fixtures.ROTATED);
  }

  @Override
  protected SecretBox strangersBox() {
    return CryptoModule.secretBox(Fixtures.STRANGE);
  }

  @Test
  void a_nonce_of_12_bytes_and_a_tag_of_16_are_all_that_is_added() {
    assertThat(box().seal("context", new byte[100]).bytes()).hasSize(12 + 100 + 16);
  }

  @Test
  void the_nonce_comes_from_the_entropy_given() {
    var nonce = new byte[12];
    new SeededEntropy(7).fill(nonce);
    var sealed = new AesGcmSecretBox(Fixtures.OLD, new SeededEntropy(7)).seal("c", new byte[1]);

    assertThat(sealed.bytes()).startsWith(nonce);
  }
}
