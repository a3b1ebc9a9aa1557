package dev.latchkey.adapter.mail;

import dev.latchkey.adapter.mail.MailConfig.Inbox;
import dev.latchkey.adapter.mail.MailConfig.Smtp;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.Notifier;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Mail, ready for use: a notifier over SMTP, or one that fills a local inbox.
 *
 * <p>Opening talks to no mail server, so a server that is down delays mails and nothing else.
 * Opening with a local inbox makes its folder; that failing is {@link
 * dev.latchkey.domain.kernel.InfrastructureException}.
 */
public final class MailModule implements AutoCloseable {
  private final Notifier notifier;
  private final Optional<LocalInbox> inbox;

  private MailModule(Notifier notifier, Optional<LocalInbox> inbox) {
    this.notifier = notifier;
    this.inbox = inbox;
  }

  public static MailModule open(MailConfig config, InstantSource time) {
    return switch (config.transport()) {
      case Smtp smtp -> {
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        yield new MailModule(new SmtpNotifier(config, smtp, time, tls), Optional.empty());
      }
      case Inbox(var folder) -> {
        var inbox = FileInbox.open(folder, new MailComposer(config), time);
        yield new MailModule(inbox, Optional.of(inbox));
      }
    };
  }

  public Notifier notifier() {
    return notifier;
  }

  /** The mails kept here; empty when they go to a mail server. */
  public Optional<LocalInbox> inbox() {
    return inbox;
  }

  /** Nothing stays open between two mails; here for the day when something does. */
  @Override
  public void close() {}
}
