package dev.latchkey.adapter.mail;

import dev.latchkey.adapter.mail.MailConfig.Inbox;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.contract.NotifierContract;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileInboxNotifierTest extends NotifierContract {
  private final Path folder;
  private final Path away;
  private final MailModule module;

  FileInboxNotifierTest(@TempDir Path data) {
    folder = data.resolve("inbox");
    away = data.resolve("away");
    module = MailModule.open(Mails.config(new Inbox(folder)), MutableTime.somewhen());
  }

  @Override
  protected Notifier notifier() {
    return module.notifier();
  }

  @Override
  protected List<Received> received() {
    return module.inbox().orElseThrow().newest(100).stream()
        .map(FileInboxNotifierTest::received)
        .toList()
        .reversed();
  }

  private static Received received(Mail mail) {
    var text = mail.subject() + mail.text() + mail.html();
    return new Received(mail.id(), EmailAddress.of(mail.to()), text);
  }

  @Override
  protected List<Language> languages() {
    return List.of(new Language("en"), new Language("de"));
  }

  @Override
  protected void breakMedium() {
    move(folder, away);
  }

  @Override
  protected void mendMedium() {
    move(away, folder);
  }

  /** A folder takes everything. */
  @Override
  protected Optional<EmailAddress> refusedAddress() {
    return Optional.empty();
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
