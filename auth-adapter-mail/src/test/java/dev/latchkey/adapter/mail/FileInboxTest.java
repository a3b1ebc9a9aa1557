package dev.latchkey.adapter.mail;

import static dev.latchkey.adapter.mail.Mails.ADA;
import static dev.latchkey.adapter.mail.Mails.CODE;
import static dev.latchkey.adapter.mail.Mails.EVENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.mail.MailConfig.Inbox;
import dev.latchkey.domain.kernel.EventId;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.notification.Notifier.Receipt;
import dev.latchkey.domain.notification.Recipient;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.contract.LocalInboxContract;
import dev.latchkey.testkit.contract.Race;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInboxTest extends LocalInboxContract {
  private static final UUID OTHER = UUID.fromString("019a4c3e-7b10-7000-8000-0000000000ff");

  private final MutableTime time = MutableTime.somewhen();
  private final Path folder;
  private MailModule module;

  FileInboxTest(@TempDir Path data) {
    folder = data.resolve("inbox");
    module = open();
  }

  private MailModule open() {
    return MailModule.open(Mails.config(new Inbox(folder)), time);
  }

  @BeforeEach
  void readable() {
    assertThat(folder).isDirectory();
  }

  @AfterEach
  void close() {
    module.close();
  }

  @Override
  protected LocalInbox inbox() {
    return module.inbox().orElseThrow();
  }

  @Override
  protected void arrive(EventId id, EmailAddress to, Instant sentAt) {
    time.advance(Duration.between(time.instant(), sentAt));
    module.notifier().send(id, Recipient.at(to), new Notification.Welcome(null));
  }

  @Test
  void a_mail_is_read_back_as_it_was_rendered() {
    var config = Mails.config(new Inbox(folder));
    var rendered =
        new MailTemplates(
                MailLanguages.shipped().words(),
                config.appName(),
                config.frontendUrl(),
                config.baseUrl())
            .render(Mails.code(), Locale.ENGLISH);

    module.notifier().send(EVENT, ADA, Mails.code());

    assertThat(inbox().newest(1))
        .containsExactly(
            new Mail(
                EVENT.value().toString(),
                ADA.address().value(),
                rendered.subject(),
                rendered.text(),
                rendered.html(),
                time.instant()));
  }

  @Test
  void mails_outlive_the_server() {
    module.notifier().send(EVENT, ADA, Mails.code());
    module.close();
    module = open();

    assertThat(inbox().newest(10)).hasSize(1);
    assertThat(inbox().newest(1).get(0).text()).contains(CODE);
  }

  @Test
  void nobody_else_on_the_machine_reads_them() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    module = open();
    module.notifier().send(EVENT, ADA, Mails.code());

    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(file(EVENT.value()))).isEqualTo("rw-------");
  }

  @Test
  void files_that_are_no_mails_are_left_alone_and_not_shown() throws IOException {
    module.notifier().send(EVENT, ADA, Mails.code());
    Files.writeString(folder.resolve("notes.txt"), "mine", UTF_8);
    Files.writeString(folder.resolve("saved.eml"), "Subject: mine\n\nmine", UTF_8);
    Files.createDirectory(file(new UUID(1, 1)));

    assertThat(inbox().newest(10)).extracting(Mail::id).containsExactly(EVENT.value().toString());
    assertThat(folder.resolve("notes.txt")).exists();
    assertThat(folder.resolve("saved.eml")).exists();
  }

  @Test
  void damaged_files_are_not_shown_and_do_not_count() throws IOException {
    module.notifier().send(EVENT, ADA, Mails.code());
    var whole = Files.readAllBytes(file(EVENT.value()));
    Files.write(file(OTHER), new byte[0]);
    Files.write(file(new UUID(1, 2)), new byte[] {0, -1, 7});
    Files.writeString(file(new UUID(1, 3)), "Subject: half\n\n", UTF_8);
    Files.writeString(file(new UUID(1, 5)), "Subject: whose?\nTo:\n\n", UTF_8);
    Files.write(file(new UUID(1, 4)), Arrays.copyOf(whole, whole.length / 3));

    assertThat(inbox().newest(1)).extracting(Mail::id).containsExactly(EVENT.value().toString());
  }

  @Test
  void the_oldest_mails_go_when_there_are_too_many() throws Exception {
    var few = MailFolder.open(folder, 3);
    var composer = new MailComposer(Mails.config(new Inbox(folder)));
    var ids = new CountingIds();
    for (var second = 0; second < 5; second++) {
      var id = new EventId(ids.next());
      var now = time.instant().plusSeconds(second);
      few.put(id.value(), composer.compose(id, ADA, Mails.code(), now), now);
    }

    assertThat(inbox().newest(10))
        .extracting(Mail::sentAt)
        .containsExactly(
            time.instant().plusSeconds(4),
            time.instant().plusSeconds(3),
            time.instant().plusSeconds(2));
  }

  @Test
  void what_a_killed_writer_left_behind_goes_after_an_hour() throws IOException {
    var left = Files.createFile(folder.resolve(".1.part"));
    Files.setLastModifiedTime(left, FileTime.from(time.instant()));
    var busy = Files.createFile(folder.resolve(".2.part"));
    Files.setLastModifiedTime(busy, FileTime.from(time.instant().plusSeconds(2)));
    time.advance(Duration.ofHours(1).plusSeconds(1));

    module.notifier().send(EVENT, ADA, Mails.code());

    assertThat(left).doesNotExist();
    assertThat(busy).exists();
  }

  @Test
  void sixteen_deliveries_at_once_leave_sixteen_mails() {
    var ids = new CountingIds();

    Race.of(16, () -> module.notifier().send(new EventId(ids.next()), ADA, Mails.code()));

    assertThat(inbox().newest(20)).hasSize(16);
  }

  @Test
  void two_whose_clocks_are_far_apart_lose_none_of_each_others_mails() {
    try (var ahead =
        MailModule.open(
            Mails.config(new Inbox(folder)), () -> time.instant().plus(Duration.ofDays(7)))) {
      var ids = new CountingIds();
      for (var round = 0; round < 20; round++) {
        Race.between(
            IntStream.range(0, Race.MANY)
                .mapToObj(n -> (n % 2 == 0 ? module : ahead).notifier())
                .map(notifier -> sending(notifier, new EventId(ids.next())))
                .toList());
      }

      assertThat(inbox().newest(1000)).hasSize(20 * Race.MANY);
    }
  }

  private static Callable<Receipt> sending(Notifier notifier, EventId id) {
    return () -> notifier.send(id, ADA, new Notification.Welcome(null));
  }

  @Test
  void one_delivery_sixteen_times_at_once_leaves_one_mail() {
    Race.of(16, () -> module.notifier().send(EVENT, ADA, Mails.code()));

    assertThat(inbox().newest(20)).hasSize(1);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private Path file(UUID id) {
    return folder.resolve(id + ".eml");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
