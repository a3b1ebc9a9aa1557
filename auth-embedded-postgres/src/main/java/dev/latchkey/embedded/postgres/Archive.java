package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks a {@code .txz}: directories, files with their x-bits, and links that stay inside. */
final class Archive {
  private static final int EXECUTABLE = 0100;
  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path target;

  private Archive(Path target) {
    this.target = target;
  }

  /** Unpacks into a folder that must not exist; an entry that would leave it is refused. */
  static void unpack(InputStream txz, Path target) throws IOException {
    Files.createDirectory(target);
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(txz))) {
      new Archive(target).unpack(tar);
    }
  }

  private void unpack(TarArchiveInputStream tar) throws IOException {
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      unpack(entry, tar);
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    var path = inside(target, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      link(path, entry.getLinkName());
    } else if (entry.isFile() && !entry.isLink()) {
      copy(content, path, entry.getMode());
    } else {
      throw new IOException("Neither a file, a directory nor a symbolic link: " + entry.getName());
    }
  }

  private void link(Path path, String destination) throws IOException {
    var parent = makeParent(path);
    inside(parent, destination);
    Files.createSymbolicLink(path, Path.of(destination));
  }

  private static void copy(InputStream content, Path path, int mode) throws IOException {
    makeParent(path);
    Files.copy(content, path);
    var executable = (mode & EXECUTABLE) != 0;
    Files.setPosixFilePermissions(path, EnumSet.copyOf(executable ? PROGRAM : PLAIN));
  }

  private static Path makeParent(Path path) throws IOException {
    var parent = path.getParent();
    return parent == null ? path : Files.createDirectories(parent);
  }

  private Path inside(Path base, String name) throws IOException {
    var path = base.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("The archive reaches outside its folder: " + name);
    }
    return path;
  }
}
