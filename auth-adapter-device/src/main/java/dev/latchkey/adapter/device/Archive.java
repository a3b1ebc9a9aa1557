package dev.latchkey.adapter.device;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A {@code .tar.gz} with a database in it. One file is taken out of it, to where we say: no name
 * and no link in it is ever followed, and nobody unpacks more than there may be.
 */
record Archive(Path file, long most) {
  /** Eight times what GeoLite2-City is. */
  static final long MOST = 512L << 20;

  private static final int MOST_ENTRIES = 100;

  Archive(Path file) {
    this(file, MOST);
  }

  /**
   * Writes the one regular file of this name over a file, and answers its checksum.
   *
   * @throws IOException when it is not there, or the archive is broken or too large
   */
  String unpack(String name, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new Bounded(content(), most))) {
      for (var n = 0; n < MOST_ENTRIES; n++) {
        var entry = tar.getNextEntry();
        if (entry == null) {
          break;
        }
        if (isWanted(entry, name)) {
          return written(tar, target);
        }
      }
      throw new IOException("the archive has no " + name);
    }
  }

  private InputStream content() throws IOException {
    return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  private static boolean isWanted(TarArchiveEntry entry, String name) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && (entry.getName().equals(name) || entry.getName().endsWith("/" + name));
  }

  private String written(InputStream content, Path target) throws IOException {
    try (var out = Files.newOutputStream(target)) {
      return Md5.copied(content, out, most);
    }
  }
}
