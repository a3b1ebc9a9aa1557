package dev.latchkey.bootstrap.survival;

import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.session.SessionEvent.SessionOpened;
import dev.latchkey.testkit.time.CountingIds;
import java.util.concurrent.atomic.AtomicBoolean;

/** WRONG on purpose: the first sign-in is not told. */
final class OutboxSilentOnce implements Outbox {
  private final Outbox real;
  private final AtomicBoolean wasSilent = new AtomicBoolean();

  OutboxSilentOnce(Outbox real) {
    this.real = real;
  }

  @Override
  public EventId append(AuthEvent event, ClientContext client) {
    return event instanceof SessionOpened && wasSilent.compareAndSet(false, true)
        ? new EventId(new CountingIds().next())
        : real.append(event, client);
  }
}
