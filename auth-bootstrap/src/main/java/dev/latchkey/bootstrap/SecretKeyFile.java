package dev.latchkey.bootstrap;

import dev.latchkey.domain.kernel.Entropy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The secret key of an installation that was not given one: 384 random bits in a file that only its
 * owner may read.
 *
 * <p>However many processes ask for it at once, all get the same: the file appears complete or not
 * at all, and is never replaced.
 */
final class SecretKeyFile {
  private static final int SHORTEST = 32;
  private static final int KEY_BYTES = 48;
  private static final int NAME_BYTES = 8;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNERS_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path file;
  private final Entropy entropy;

  SecretKeyFile(Path file, Entropy entropy) {
    this.file = file.toAbsolutePath();
    this.entropy = entropy;
  }

  /** The key in the file; made if there is none. */
  String readOrCreate() {
    try {
      var kept = read();
      return kept.isPresent() ? kept.get() : create();
    } catch (IOException unusable) {
      throw new StartupException(
          "The secret key in %s cannot be read or written (%s). Make the folder writable, or set SECRET_KEY."
              .formatted(file, unusable.getClass().getSimpleName()),
          unusable);
    }
  }

  private Optional<String> read() throws IOException {
    try {
      requireOwnerOnly();
      return Optional.of(complete(Files.readString(file).strip()));
    } catch (NoSuchFileException notMadeYet) {
      return Optional.empty();
    }
  }

  private void requireOwnerOnly() throws IOException {
    var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(OWNER_ONLY);
    if (!others.isEmpty()) {
      throw new StartupException(
          "The secret key in %s may be read by others. Run: chmod 600 %s".formatted(file, file));
    }
  }

  private String complete(String key) {
    if (key.length() < SHORTEST) {
      throw new StartupException(
          "The secret key in %s is cut short. Restore it from a backup, or set SECRET_KEY."
              .formatted(file));
    }
    return key;
  }

  private String create() throws IOException {
    var folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
    var draft = folder.resolve(".secret-key-" + HexFormat.of().formatHex(random(NAME_BYTES)));
    try {
      write(draft, Base64.getEncoder().encodeToString(random(KEY_BYTES)) + "\n");
      // A link either makes the name, with all of the content behind it, or finds it taken.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // Its key is as good.
    } finally {
      Files.deleteIfExists(draft);
    }
    return complete(Files.readString(file).strip());
  }

  private static void write(Path draft, String text) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var permissions = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    try (var channel = FileChannel.open(draft, options, permissions)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
  }

  private byte[] random(int size) {
    var bytes = new byte[size];
    entropy.fill(bytes);
    return bytes;
  }
}
