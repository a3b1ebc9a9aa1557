package dev.latchkey.examples.adapter;

import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.Notifier;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.contract.NotifierContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

// begin: contract
class SpoolNotifierTest extends NotifierContract {
  @TempDir Path place;
  private Path folder;
  private Path away;

  @BeforeEach
  void make_the_folder() throws IOException {
    folder = Files.createDirectory(place.resolve("spool"));
    away = place.resolve("away");
  }

  @Override
  protected Notifier notifier() {
    return new SpoolNotifier(folder);
  }

  @Override
  protected List<Received> received() {
    try (var files = Files.list(folder)) {
      return files.map(SpoolNotifierTest::read).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  protected void breakMedium() {
    move(folder, away);
  }

  @Override
  protected void mendMedium() {
    move(away, folder);
  }

  @Override
  protected List<Language> languages() {
    return List.of(new Language("en"));
  }

  /** A folder takes everything. */
  @Override
  protected Optional<EmailAddress> refusedAddress() {
    return Optional.empty();
  }

  // end: contract

  private static Received read(Path file) {
    try {
      var lines = Files.readAllLines(file);
      var to = EmailAddress.of(lines.getFirst().substring("To: ".length()));
      return new Received(file.getFileName().toString(), to, lines.getLast());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
