package dev.latchkey.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyIdTest {
  private static final String LONGEST =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF";

  @ParameterizedTest
  @ValueSource(strings = {"1", "key-1_A", LONGEST})
  void a_key_id_is_short_and_safe_in_a_url(String text) {
    assertThat(KeyId.isKeyId(text)).isTrue();
    assertThat(new KeyId(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a.b", "a\n", "a/b", "\u00e9", LONGEST + "0"})
  void anything_else_is_no_key_id(String text) {
    assertThat(KeyId.isKeyId(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyId(text));
  }
}
