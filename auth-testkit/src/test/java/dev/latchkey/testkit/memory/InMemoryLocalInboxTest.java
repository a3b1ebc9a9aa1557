package dev.latchkey.testkit.memory;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.contract.LocalInboxContract;
import java.time.Instant;

class InMemoryLocalInboxTest extends LocalInboxContract {
  private final InMemoryLocalInbox inbox = new InMemoryLocalInbox();

  @Override
  protected LocalInbox inbox() {
    return inbox;
  }

  @Override
  protected void arrive(EventId id, EmailAddress to, Instant sentAt) {
    inbox.put(new Mail(id.value().toString(), to.value(), "Hello", "text", "<p>html</p>", sentAt));
  }
}
