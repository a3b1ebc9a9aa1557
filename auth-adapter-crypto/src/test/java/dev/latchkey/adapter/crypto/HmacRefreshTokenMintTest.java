package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.testkit.contract.RefreshTokenMintContract;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.time.SeededEntropy;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HmacRefreshTokenMintTest extends RefreshTokenMintContract {
  private static final SessionId SESSION =
      new SessionId(UUID.fromString("01938f5a-7b1c-7def-8123-456789abcdef"));

  private final SeededEntropy entropy = new SeededEntropy(1);

  @Override
  protected RefreshTokenMint mint() {
    return new HmacRefreshTokenMint(Fixtures.OLD, entropy);
  }

  @Override
  protected RefreshTokenMint mintAfterRotation() {
    return new HmacRefreshTokenMint(Fixtures.ROTATED, entropy);
  }

  @Override
  protected RefreshTokenMint strangersMint() {
    return new HmacRefreshTokenMint(Fixtures.STRANGE, entropy);
  }

  @Test
  void the_text_of_a_token_never_changes() {
    assertThat(mint().write(token(3)))
        .isEqualTo(
            "lkr_AZOPWnscfe-BI0VniavN7wAAAANwFJybIeWKOWNhbmFyeS1yZWZyZXNoAAAAAAAAAAAAAAAAAAAAAAAA4egzOfqT90X3fZs2a-GJWLJFw9qh8rVg49QGk_2ky3E");
  }

  @Test
  void a_successor_never_changes() {
    assertThat(mint().successorOf(token(3)).secret().reveal())
        .isEqualTo("KJPHp_NfQNPoCGmWmYJYwGdAJdc-JKhRp9fxusPGFYc");
  }

  @Test
  void a_negative_generation_is_nothing_even_with_our_tag() {
    assertThat(mint().read(mint().write(token(-1)))).isEmpty();
    assertThat(mint().read(mint().write(token(Integer.MIN_VALUE)))).isEmpty();
    assertThat(mint().read(mint().write(token(Integer.MAX_VALUE)))).isPresent();
  }

  @Test
  void generations_do_not_wrap_around() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> mint().successorOf(token(Integer.MAX_VALUE)));
  }

  @Test
  void a_token_labelled_with_a_key_we_do_not_have_is_neither_written_nor_succeeded() {
    var foreign = token(0).under(new KeyId("AAAAAAAAAAA"));

    assertThatIllegalStateException().isThrownBy(() -> mint().write(foreign));
    assertThatIllegalStateException().isThrownBy(() -> mint().successorOf(foreign));
  }

  private static RefreshToken token(int generation) {
    return new RefreshToken(SESSION, generation, Fixtures.OLD.current(), Secrets.token("refresh"));
  }
}
