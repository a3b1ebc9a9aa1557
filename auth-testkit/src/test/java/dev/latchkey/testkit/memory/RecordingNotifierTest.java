package dev.latchkey.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.contract.NotifierContract;
import dev.latchkey.testkit.time.CountingIds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingNotifierTest extends NotifierContract {
  private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.com");

  private final RecordingNotifier notifier = new RecordingNotifier();
  private final EventId id = new EventId(new CountingIds().next());

  @Override
  protected Notifier notifier() {
    return notifier;
  }

  @Override
  protected List<Received> received() {
    return notifier.sent().stream().map(RecordingNotifierTest::received).toList();
  }

  private static Received received(RecordingNotifier.Sending sending) {
    var to = sending.to();
    var text = sending.notification() + " in " + to.language();
    return new Received(sending.id().value().toString(), to.address(), text);
  }

  @Override
  protected List<Language> languages() {
    return List.of();
  }

  @Override
  protected void breakMedium() {
    notifier.failNext(Integer.MAX_VALUE);
  }

  @Override
  protected void mendMedium() {
    notifier.failNext(0);
  }

  @Override
  protected Optional<EmailAddress> refusedAddress() {
    notifier.refuse(NOBODY);
    return Optional.of(NOBODY);
  }

  @Test
  void it_fails_as_often_as_it_was_told_to() {
    var welcome = new Notification.Welcome(null);
    notifier.failNext(2);

    assertThatThrownBy(() -> notifier.send(id, Recipient.at(NOBODY), welcome))
        .isInstanceOf(InfrastructureException.class);
    assertThatThrownBy(() -> notifier.send(id, Recipient.at(NOBODY), welcome))
        .isInstanceOf(InfrastructureException.class);
    notifier.send(id, Recipient.at(NOBODY), welcome);

    assertThat(notifier.sentTo(NOBODY)).containsExactly(welcome);
  }
}
