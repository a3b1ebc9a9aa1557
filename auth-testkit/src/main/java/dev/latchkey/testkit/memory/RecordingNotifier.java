package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.EmailAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A notifier that sends nothing and remembers everything. It fails or refuses when told to. Safe
 * for any number of threads.
 */
public final class RecordingNotifier implements Notifier {
  private final List<Sending> accepted = new ArrayList<>();
  private final Set<EmailAddress> refused = new HashSet<>();
  private int failures;

  /** A notification that was accepted; a repeated one is there as often as it was accepted. */
  public record Sending(EventId id, Recipient to, Notification notification) {}

  @Override
  public synchronized Receipt send(EventId id, Recipient to, Notification notification) {
    if (failures > 0) {
      failures--;
      throw new InfrastructureException("send notification", new IOException("told to fail"));
    }
    if (refused.contains(to.address())) {
      return new Receipt.Rejected("told to refuse");
    }
    accepted.add(new Sending(id, to, notification));
    return new Receipt.Accepted();
  }

  /** The next so many sendings are an outage. */
  public synchronized void failNext(int sendings) {
    failures = sendings;
  }

  /** From now on nothing will ever be taken for this address. */
  public synchronized void refuse(EmailAddress address) {
    refused.add(address);
  }

  /** All that was accepted, in order. */
  public synchronized List<Sending> sent() {
    return List.copyOf(accepted);
  }

  /** What was accepted for this address, in order. */
  public synchronized List<Notification> sentTo(EmailAddress address) {
    return accepted.stream()
        .filter(sending -> sending.to().address().equals(address))
        .map(Sending::notification)
        .toList();
  }
}
