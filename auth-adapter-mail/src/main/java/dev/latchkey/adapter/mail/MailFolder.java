package dev.latchkey.adapter.mail;

import dev.latchkey.domain.notification.LocalInbox.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The files of the local inbox: {@code <event id>.eml}, whose time of modification is the time of
 * sending, so that listing reads no content and pruning neither.
 */
final class MailFolder {
  private static final Pattern NAME =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.eml");
  private static final String UNFINISHED = ".part";
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final int ATTEMPTS = 5;
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::sentAt).thenComparing(Entry::id).reversed();

  private final Path folder;
  private final int most;

  private MailFolder(Path folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  static MailFolder open(Path folder, int most) throws IOException {
    Files.createDirectories(folder);
    if (hasPermissions()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return new MailFolder(folder, most);
  }

  /** Written anew when somebody whose clock is far ahead took the unfinished file for abandoned. */
  void put(UUID id, MimeMessage message, Instant sentAt) throws IOException, MessagingException {
    for (var attempt = 1; !isWritten(id, message, sentAt); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new NoSuchFileException(folder.resolve(id + UNFINISHED).toString());
      }
    }
    prune(sentAt);
  }

  private boolean isWritten(UUID id, MimeMessage message, Instant sentAt)
      throws IOException, MessagingException {
    try {
      write(id, message, sentAt);
      return true;
    } catch (NoSuchFileException sweptAway) {
      return false;
    }
  }

  private void write(UUID id, MimeMessage message, Instant sentAt)
      throws IOException, MessagingException {
    // A temporary file is its owner's alone from the start.
    var unfinished = Files.createTempFile(folder, ".", UNFINISHED);
    try {
      try (var out = Files.newOutputStream(unfinished, StandardOpenOption.WRITE)) {
        message.writeTo(out);
      }
      Files.setLastModifiedTime(unfinished, FileTime.from(sentAt));
      Files.move(unfinished, folder.resolve(id + ".eml"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  List<Mail> newest(int limit) throws IOException {
    return entries().stream()
        .map(entry -> EmlReader.read(entry.file(), entry.id(), entry.sentAt()))
        .flatMap(Optional::stream)
        .limit(Math.max(0, limit))
        .toList();
  }

  private void prune(Instant now) throws IOException {
    for (var entry : entries().stream().skip(most).toList()) {
      Files.deleteIfExists(entry.file());
    }
    var abandoned = FileTime.from(now.minus(ABANDONED));
    for (var file : files(".*" + UNFINISHED)) {
      deleteIfOlder(file, abandoned);
    }
  }

  private static void deleteIfOlder(Path file, FileTime than) throws IOException {
    try {
      if (Files.getLastModifiedTime(file).compareTo(than) < 0) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException finishedMeanwhile) {
      return;
    }
  }

  private record Entry(String id, Instant sentAt, Path file) {}

  private List<Entry> entries() throws IOException {
    return files("*.eml").stream()
        .map(MailFolder::entry)
        .flatMap(Optional::stream)
        .sorted(NEWEST_FIRST)
        .toList();
  }

  private List<Path> files(String pattern) throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(folder, pattern)) {
      files.forEach(found::add);
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return found;
  }

  private static Optional<Entry> entry(Path file) {
    var name = file.getFileName().toString();
    if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var sentAt = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MICROS);
      return Optional.of(
          new Entry(name.substring(0, name.length() - ".eml".length()), sentAt, file));
    } catch (IOException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  private static boolean hasPermissions() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
