package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/** Where everything of one database lives; the names in here are what an operator sees. */
record Folder(Path root) {
  private static final long LOG_LIMIT = 10_000_000;
  private static final String DRAFT = "pgdata.new-";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Pattern UNSAFE = Pattern.compile("[\"`$\\\\\\p{Cntrl}]");

  /** Makes the folder if needed, readable by its owner only; one that exists keeps its mode. */
  static Folder prepare(Path path) throws IOException {
    var root = path.toAbsolutePath().normalize();
    requirePlain(root);
    if (!Files.isDirectory(root)) {
      create(root);
    }
    return new Folder(root.toRealPath());
  }

  /** The folder's path goes through a shell when PostgreSQL starts itself. */
  private static void requirePlain(Path root) {
    if (UNSAFE.matcher(root.toString()).find()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL cannot live below a path with quotes, $, backslashes or line breaks: "
              + root);
    }
  }

  private static void create(Path root) throws IOException {
    var parent = root.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(root, OWNER_ONLY);
    } catch (FileAlreadyExistsException anotherProcessWasFaster) {
      Files.createDirectories(root);
    }
  }

  Path data() {
    return root.resolve("pgdata");
  }

  /**
   * A data folder in the making: worth nothing until it is renamed. Each has a name of its own,
   * because the initdb of an owner that was killed may still be writing into the last one.
   */
  Path draftData() throws IOException {
    return Files.createTempDirectory(root, DRAFT, OWNER_ONLY);
  }

  /** Deletes drafts of killed owners; one that is still written to can wait for another start. */
  void deleteDrafts() throws IOException {
    try (var drafts = Files.newDirectoryStream(root, DRAFT + "*")) {
      for (var draft : drafts) {
        FileTree.deleteIfQuiet(draft);
      }
    }
  }

  Path lock() {
    return root.resolve("owner.lock");
  }

  Path password() {
    return root.resolve("password");
  }

  Path port() {
    return root.resolve("port");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  /** What the last program of PostgreSQL said that we ran: initdb, pg_ctl. */
  Path output() {
    return root.resolve("last-command.log");
  }

  boolean hasData() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  /** Keeps one older log, so that years of restarts do not fill the disk. */
  void rotateLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
      FileTree.replace(log(), root.resolve("postgres.log.1"));
    }
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
