package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.adapter.crypto.SecretKeys.Purpose;
import dev.latchkey.domain.kernel.KeyId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretKeysTest {

  @Test
  void a_key_id_never_changes() {
    assertThat(Fixtures.OLD.current()).isEqualTo(new KeyId("cBScmyHlijk"));
  }

  @Test
  void derived_keys_never_change() {
    var keys = Arrays.stream(Purpose.values()).map(p -> hex(Fixtures.OLD, p));

    assertThat(keys)
        .containsExactly(
            "b7bc24c409dabb4d57a54d847dd0a7911d15b0323f7691721c26abeec116ff6a",
            "5963c3fc5f36d888306f699f0c37cf151e11565a6e5535056802ae6da46eedd2",
            "d5d7cdf79cc9035914079a28d8ae07c5cd8c49f24aea5566c642c427e36b1db6",
            "46da77201341120f77ab073087481fd3a58cda86a847fb448caa187aa288f448",
            "6398d0d9b40bef015f186f26d42925e4426c1543d2b42cc1dd4b4125991d5618");
  }

  @Test
  void different_secrets_have_different_ids() {
    assertThat(
            List.of(Fixtures.OLD.current(), Fixtures.ROTATED.current(), Fixtures.STRANGE.current()))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_current_secret_comes_first_and_earlier_ones_stay() {
    var ring = Fixtures.ROTATED.ring(Purpose.CODE_DIGEST);

    assertThat(ring.current().getKey()).isEqualTo(Fixtures.ROTATED.current());
    assertThat(ring.all().sequencedKeySet())
        .containsExactly(Fixtures.ROTATED.current(), Fixtures.OLD.current());
    assertThat(ring.require(Fixtures.OLD.current()).getEncoded())
        .isEqualTo(Fixtures.OLD.ring(Purpose.CODE_DIGEST).current().getValue().getEncoded());
  }

  @Test
  void a_secret_named_twice_counts_once() {
    var twice = SecretKeys.of(Fixtures.OLD_SECRET, List.of(Fixtures.OLD_SECRET));

    assertThat(twice.ring(Purpose.SECRET_BOX).all()).hasSize(1);
  }

  @Test
  void a_short_secret_is_refused_and_not_repeated() {
    var tooShort = "canary-0123456789-abcdefghijklm";

    assertThat(tooShort).hasSize(SecretKeys.SHORTEST - 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretKeys.of(tooShort))
        .withMessageNotContaining("canary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretKeys.of(Fixtures.OLD_SECRET, List.of(tooShort)))
        .withMessageNotContaining("canary");
    assertThat(SecretKeys.of(tooShort + "n").current()).isNotNull();
  }

  @Test
  void nothing_prints_a_secret() {
    var printed = Fixtures.ROTATED + " " + Fixtures.ROTATED.ring(Purpose.SECRET_BOX);

    assertThat(printed).contains(Fixtures.OLD.current().value()).doesNotContain("canary");
    assertThat(printed).doesNotContain(hex(Fixtures.ROTATED, Purpose.SECRET_BOX));
  }

  private static String hex(SecretKeys keys, Purpose purpose) {
    return HexFormat.of().formatHex(keys.ring(purpose).current().getValue().getEncoded());
  }
}
