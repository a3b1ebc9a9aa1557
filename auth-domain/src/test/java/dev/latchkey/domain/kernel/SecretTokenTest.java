package dev.latchkey.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretTokenTest {
  private static final SecretToken SEVENS = SecretToken.generate(b -> Arrays.fill(b, (byte) 7));

  @Test
  void a_token_that_was_revealed_is_read_again() {
    var read = SecretToken.parse(SEVENS.reveal()).orElseThrow();

    assertThat(SEVENS.reveal()).hasSize(43);
    assertThat(read.digest()).isEqualTo(SEVENS.digest());
    assertThat(read.revealBytes()).isEqualTo(SEVENS.revealBytes()).hasSize(SecretToken.SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBw",
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH",
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBw!",
        "//////////////////////////////////////////8",
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHB\u00e9c",
        " BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
      })
  void what_is_not_32_bytes_of_base64url_is_no_token(String presented) {
    assertThat(SecretToken.parse(presented)).isEmpty();
  }

  @Test
  void a_digest_is_sha_256_of_the_bytes() {
    assertThat(HexFormat.of().formatHex(SecretToken.of(new byte[32]).digest().bytes()))
        .isEqualTo("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
  }

  @Test
  void digests_of_different_tokens_differ() {
    assertThat(SEVENS.digest()).isNotEqualTo(SecretToken.of(new byte[32]).digest());
  }

  @Test
  void derived_bytes_are_taken_over_when_there_are_32_of_them() {
    assertThat(SecretToken.of(SEVENS.revealBytes()).digest()).isEqualTo(SEVENS.digest());
    assertThatIllegalArgumentException().isThrownBy(() -> SecretToken.of(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> new SecretDigest(new byte[33]));
  }

  @Test
  void nobody_changes_a_secret_from_outside() {
    var bytes = new byte[32];
    var token = SecretToken.of(bytes);
    var before = token.digest();

    Arrays.fill(bytes, (byte) 1);
    Arrays.fill(token.revealBytes(), (byte) 1);
    Arrays.fill(before.bytes(), (byte) 1);

    assertThat(token.digest()).isEqualTo(before);
    assertThat(token.revealBytes()).containsOnly(0);
  }
}
