package dev.latchkey.adapter.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

  @Test
  void of_a_stranger_only_the_kind_is_told() {
    var stranger = new IllegalStateException("ada@example.com", new ConnectException("secret"));

    assertThat(FailureReason.of(stranger)).isEqualTo("IllegalStateException (ConnectException)");
  }

  @Test
  void our_own_outages_name_the_operation() {
    var outage = new InfrastructureException("send a mail", new ConnectException("secret"));

    assertThat(FailureReason.of(outage))
        .isEqualTo("InfrastructureException: send a mail (ConnectException)");
  }

  @Test
  void an_event_that_cannot_be_read_is_named() {
    assertThat(FailureReason.of(new UnreadableEventException("unknown event a.b version 7")))
        .isEqualTo("UnreadableEventException: unknown event a.b version 7");
  }
}
