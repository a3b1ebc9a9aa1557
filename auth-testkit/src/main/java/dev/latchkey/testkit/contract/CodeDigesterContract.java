package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import dev.latchkey.domain.verification.OneTimeCode;
import dev.latchkey.testkit.fixture.NamedIds;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link CodeDigester} promises. */
public abstract class CodeDigesterContract {
  private static final UUID OWNER = NamedIds.of("owner");
  private static final OneTimeCode CODE = Secrets.code();
  private static final SecretToken TOKEN = Secrets.token("reset");

  /** One of several nodes with the same single key; each call makes another. */
  protected abstract CodeDigester digester();

  /** The same after a new key came; that of {@link #digester()} is the earlier one. */
  protected abstract CodeDigester digesterAfterRotation();

  @Test
  void a_code_has_the_same_digest_on_every_node() {
    assertThat(digest(digester(), OWNER, CODE)).isEqualTo(digest(digester(), OWNER, CODE));
  }

  @Test
  void a_digest_has_32_bytes_and_does_not_show_the_code() {
    var digest = digest(digester(), OWNER, CODE);

    assertThat(digest.bytes()).hasSize(32);
    assertThat(digest.toString()).doesNotContain(Secrets.CODE);
  }

  @Test
  void the_same_code_for_another_owner_has_another_digest() {
    var other = digest(digester(), NamedIds.of("other"), CODE);

    assertThat(other.bytes()).isNotEqualTo(digest(digester(), OWNER, CODE).bytes());
  }

  @Test
  void another_code_has_another_digest() {
    var other = OneTimeCode.parse("94731863").orElseThrow();

    assertThat(digest(digester(), OWNER, other).bytes())
        .isNotEqualTo(digest(digester(), OWNER, CODE).bytes());
  }

  @Test
  void a_longer_code_is_another_one() {
    var longer = OneTimeCode.parse(Secrets.CODE + "0").orElseThrow();

    assertThat(digest(digester(), OWNER, longer).bytes())
        .isNotEqualTo(digest(digester(), OWNER, CODE).bytes());
  }

  @Test
  void with_one_key_there_is_one_candidate() {
    assertThat(digester().candidates(Purpose.REGISTRATION, OWNER, CODE))
        .containsExactly(digest(digester(), OWNER, CODE));
  }

  @Test
  void another_key_gives_another_digest_and_names_itself() {
    var before = digest(digester(), OWNER, CODE);
    var after = digest(digesterAfterRotation(), OWNER, CODE);

    assertThat(after.key()).isNotEqualTo(before.key());
    assertThat(after.bytes()).isNotEqualTo(before.bytes());
  }

  @Test
  void every_configured_key_gives_a_candidate_and_the_current_one_comes_first() {
    assertThat(digesterAfterRotation().candidates(Purpose.REGISTRATION, OWNER, CODE))
        .containsExactly(
            digest(digesterAfterRotation(), OWNER, CODE), digest(digester(), OWNER, CODE));
  }

  @Test
  void a_wrong_code_is_no_candidate() {
    var wrong = OneTimeCode.parse("00000000").orElseThrow();

    assertThat(digesterAfterRotation().candidates(Purpose.REGISTRATION, OWNER, wrong))
        .doesNotContain(digest(digester(), OWNER, CODE));
  }

  @Test
  void a_token_has_the_same_digest_on_every_node_and_another_token_another() {
    var digest = digest(digester(), TOKEN);

    assertThat(digest(digester(), TOKEN)).isEqualTo(digest);
    assertThat(digest.bytes()).hasSize(32).isNotEqualTo(TOKEN.digest().bytes());
    assertThat(digest(digester(), Secrets.token("other")).bytes()).isNotEqualTo(digest.bytes());
  }

  @Test
  @Requirement("S2-66")
  void the_same_token_for_another_purpose_has_another_digest() {
    var other = digester().digest(Purpose.REGISTRATION, TOKEN);

    assertThat(other.bytes()).isNotEqualTo(digest(digester(), TOKEN).bytes());
  }

  @Test
  void every_configured_key_gives_a_candidate_for_a_token_and_the_current_one_comes_first() {
    assertThat(digesterAfterRotation().candidates(Purpose.PASSWORD_RESET, TOKEN))
        .containsExactly(digest(digesterAfterRotation(), TOKEN), digest(digester(), TOKEN));
  }

  private static CodeDigest digest(CodeDigester digester, SecretToken token) {
    return digester.digest(Purpose.PASSWORD_RESET, token);
  }

  private static CodeDigest digest(CodeDigester digester, UUID owner, OneTimeCode code) {
    return digester.digest(Purpose.REGISTRATION, owner, code);
  }
}
