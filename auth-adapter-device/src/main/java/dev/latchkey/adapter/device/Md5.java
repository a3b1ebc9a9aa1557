package dev.latchkey.adapter.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum that the protocol of the updates has. It finds what broke on the way; that nobody
 * changed anything is what TLS is for.
 */
final class Md5 {
  private Md5() {}

  /** Of a file, as hexadecimal digits in lower case. */
  static String of(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return copied(content, OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }
  }

  /**
   * Of what is copied.
   *
   * @throws IOException also when there is more than so much of it
   */
  static String copied(InputStream from, OutputStream to, long most) throws IOException {
    var digest = digest();
    var out = new DigestOutputStream(to, digest);
    var buffer = new byte[1 << 16];
    var total = 0L;
    for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      total += read;
      if (total > most) {
        throw new IOException("it is longer than " + most + " bytes");
      }
      out.write(buffer, 0, read);
    }
    out.flush();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException everyJdkHasMd5) {
      throw new AssertionError(everyJdkHasMd5);
    }
  }
}
