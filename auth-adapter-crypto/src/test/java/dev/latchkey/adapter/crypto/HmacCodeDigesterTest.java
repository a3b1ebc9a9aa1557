package dev.latchkey.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.verification.CodeDigester;
import dev.latchkey.domain.verification.CodeDigester.Purpose;
import dev.latchkey.testkit.contract.CodeDigesterContract;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HmacCodeDigesterTest extends CodeDigesterContract {
  @Override
  protected CodeDigester digester() {
    return new HmacCodeDigester(Fixtures.OLD);
  }

  @Override
  protected CodeDigester digesterAfterRotation() {
    return new HmacCodeDigester(Fixtures.ROTATED);
  }

  @Test
  @Requirement("S0-07")
  void a_code_is_kept_as_hmac_sha_256_of_purpose_owner_and_code() {
    var owner = UUID.fromString("01938f5a-7b1c-7def-8123-456789abcdef");
    var digest = digester().digest(Purpose.REGISTRATION, owner, Secrets.code());

    assertThat(HexFormat.of().formatHex(digest.bytes()))
        .isEqualTo("3b7872f75fdb18ac2f0964a488dd33a102dbea0c4ca7fc7994091f1d6aed144b");
  }
}
