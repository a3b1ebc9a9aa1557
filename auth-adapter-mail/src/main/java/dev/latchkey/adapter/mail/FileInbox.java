package dev.latchkey.adapter.mail;

import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Recipient;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Mails kept as files of one folder, one {@code .eml} each, instead of being sent. For local mode:
 * the files hold codes in the clear, readable by the owner of the process alone.
 *
 * <p>A mail appears whole or not at all, outlives the process, and replaces a former one of the
 * same event. The newest {@value #MOST} stay. Several threads and processes may share a folder.
 * Files that are no mails are left alone and not shown.
 */
public final class FileInbox implements Notifier, LocalInbox {
  private static final int MOST = 500;

  private final MailFolder folder;
  private final MailComposer composer;
  private final InstantSource time;

  private FileInbox(MailFolder folder, MailComposer composer, InstantSource time) {
    this.folder = folder;
    this.composer = composer;
    this.time = time;
  }

  static FileInbox open(Path path, MailComposer composer, InstantSource time) {
    try {
      return new FileInbox(MailFolder.open(path, MOST), composer, time);
    } catch (IOException failed) {
      throw new InfrastructureException("open the local inbox", failed);
    }
  }

  @Override
  public Receipt send(EventId id, Recipient to, Notification notification) {
    var now = time.instant();
    try {
      folder.put(id.value(), composer.compose(id, to, notification, now), now);
      return new Receipt.Accepted();
    } catch (IOException failed) {
      throw new InfrastructureException("keep a mail in the local inbox", failed);
    } catch (MessagingException failed) {
      throw SmtpFailure.of(failed).outage("keep a mail in the local inbox");
    }
  }

  @Override
  public List<Mail> newest(int limit) {
    try {
      return folder.newest(limit);
    } catch (IOException failed) {
      throw new InfrastructureException("read the local inbox", failed);
    }
  }
}
