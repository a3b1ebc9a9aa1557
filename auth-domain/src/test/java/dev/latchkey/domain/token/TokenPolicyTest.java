package dev.latchkey.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TokenPolicyTest {

  @Test
  void an_access_token_lives_for_up_to_an_hour() {
    assertThat(new TokenPolicy(Duration.ofHours(1)).accessLifetime()).hasHours(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenPolicy(Duration.ofHours(1).plusNanos(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenPolicy(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenPolicy(Duration.ofMinutes(-1)));
  }
}
