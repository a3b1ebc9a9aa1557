package dev.latchkey.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few file operations that must survive a kill at any moment. */
final class FileTree {
  private static final Logger LOG = LoggerFactory.getLogger(FileTree.class);

  private FileTree() {}

  /** Writes a file for its owner only (0600), all of it or nothing, and on disk on return. */
  static void writePrivately(Path target, String content) throws IOException {
    var draft = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(draft);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), owner)) {
      var bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    replace(draft, target);
  }

  /** Renames, so that the new name is either the old thing or the whole new one. */
  static void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    var parent = to.getParent();
    if (parent != null) {
      force(parent);
    }
  }

  private static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  /** Deletes what is below, never what a link points to; nothing there is fine. */
  static void delete(Path root) throws IOException {
    if (Folder.exists(root)) {
      Files.walkFileTree(root, new Deletion());
    }
  }

  /** Deletes, unless somebody writes there at this moment. */
  static void deleteIfQuiet(Path root) {
    try {
      delete(root);
    } catch (IOException stillInUse) {
      LOG.debug("Left for another time: {}", root, stillInUse);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
