package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
  private static final int MANY = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changeme-changeme-changeme-changeme-x1",
        "ChangeThisToSomethingLongAndRandom1234",
        "secret-key-for-development-only-012345",
        "your-secret-key-goes-here-98765-abcdef",
        "my-super-secret-jwt-signing-key-1234567",
        "please-replace-me-before-production-42",
        "password1234567890password1234567890x",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabcabcabcabcabcabcabc",
        "0123456789abcdef0123456789abcdef01234567",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN",
        "98765432109876543210987654321098765432",
        "kZ8q kZ8q w1Lr Vt5Y b7Nc D3fG h6Jk M9pQ",
        "kZ8qw1LrVt5Yb7NcD3fGh6JkM9pQsRu",
        "kZ8qw1LrVt5Yb7,NcD3fGh6JkM9pQsRu1A4eXo"
      })
  void what_can_be_guessed_is_refused(String text) {
    assertThatThrownBy(() -> SecretText.check(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_a_generator_gives_is_accepted() {
    var random = new Random(20_261_101);
    var bytes = new byte[48];
    for (int i = 0; i < MANY; i++) {
      random.nextBytes(bytes);
      assertThat(SecretText.check(Base64.getEncoder().encodeToString(bytes))).hasSize(64);
      assertThat(SecretText.check(HexFormat.of().formatHex(bytes, 0, 32))).hasSize(64);
      assertThat(SecretText.check(HexFormat.of().formatHex(bytes, 0, 24))).hasSize(48);
    }
  }
}
