package dev.latchkey.adapter.mail;

import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.adapter.mail.MailConfig.Smtp;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Recipient;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.InstantSource;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications as mails over SMTP (RFC 5321), one connection each. Safe for any number of threads.
 *
 * <p>A recipient that the server refuses for good is {@link Notifier.Receipt.Rejected}. Everything
 * else, a refused login or a certificate that cannot be trusted included, is an outage. When the
 * connection breaks after the content and before the answer, nobody knows whether the mail went
 * out; that is an outage too, and the next try carries the same message id.
 */
public final class SmtpNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpNotifier.class);

  private final Smtp smtp;
  private final MailComposer composer;
  private final InstantSource time;
  private final Session session;

  SmtpNotifier(MailConfig config, Smtp smtp, InstantSource time, SSLSocketFactory tls) {
    this.smtp = smtp;
    this.time = time;
    composer = new MailComposer(config);
    var properties = properties(smtp);
    // Our own name in the greeting: the default asks the resolver, which may be slow or wrong.
    properties.setProperty("mail.smtp.localhost", MailComposer.domain(config.sender()));
    properties.put("mail.smtp.ssl.socketFactory", tls);
    session = Session.getInstance(properties);
  }

  private static Properties properties(Smtp smtp) {
    var starttls = String.valueOf(smtp.security() == Security.STARTTLS_REQUIRED);
    var timeout = String.valueOf(smtp.timeout().toMillis());
    var properties = new Properties();
    properties.setProperty("mail.smtp.auth", String.valueOf(smtp.login() != null));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.setProperty("mail.smtp.starttls.enable", starttls);
    properties.setProperty("mail.smtp.starttls.required", starttls);
    properties.setProperty(
        "mail.smtp.ssl.enable", String.valueOf(smtp.security() == Security.IMPLICIT_TLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.connectiontimeout", timeout);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.quitwait", "false");
    return properties;
  }

  @Override
  public Receipt send(EventId id, Recipient to, Notification notification) {
    try {
      deliver(composer.compose(id, to, notification, time.instant()));
      LOG.debug("mail accepted: event {}, to {}", id.value(), to.address().digest());
      return new Receipt.Accepted();
    } catch (MessagingException failed) {
      return outcome(SmtpFailure.of(failed), id, to);
    }
  }

  private static Receipt outcome(SmtpFailure failure, EventId id, Recipient to) {
    if (!failure.isForGood()) {
      throw failure.outage("send mail");
    }
    LOG.info(
        "mail rejected: event {}, to {}: {}", id.value(), to.address().digest(), failure.reason());
    return new Receipt.Rejected(failure.reason());
  }

  private void deliver(MimeMessage message) throws MessagingException {
    var transport = session.getTransport("smtp");
    try {
      connect(transport, smtp.login());
      transport.sendMessage(message, message.getAllRecipients());
    } finally {
      hangUp(transport);
    }
  }

  private void connect(Transport transport, @Nullable Login login) throws MessagingException {
    if (login == null) {
      transport.connect(smtp.host(), smtp.port(), null, null);
    } else {
      transport.connect(smtp.host(), smtp.port(), login.user(), login.password());
    }
  }

  /** The server has answered by now: how the farewell goes changes nothing. */
  private static void hangUp(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException alreadyGone) {
      LOG.debug("the mail server hung up first");
    }
  }
}
