package dev.latchkey.examples.embedded;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Recipient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where the mails of a test arrive. */
public final class Mailbox implements Notifier {
  private final BlockingQueue<RegistrationCode> codes = new LinkedBlockingQueue<>();

  @Override
  public Receipt send(EventId id, Recipient to, Notification notification) {
    if (notification instanceof RegistrationCode code) {
      codes.add(code);
    }
    return new Receipt.Accepted();
  }

  /** The code of the next mail, which the worker sends soon. */
  public String awaitCode() {
    try {
      var code = codes.poll(20, TimeUnit.SECONDS);
      if (code == null) {
        throw new AssertionError("no mail came");
      }
      return code.code().reveal();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
