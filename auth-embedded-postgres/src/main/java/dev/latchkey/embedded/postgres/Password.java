package dev.latchkey.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The database password of a folder: 256 random bits, in a file that only its owner can read. */
final class Password {
  private static final int SIZE = 32;

  private final String value;

  private Password(String value) {
    this.value = value;
  }

  static Password generate() {
    var bytes = new byte[SIZE];
    new SecureRandom().nextBytes(bytes);
    return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static Optional<Password> read(Folder folder) throws IOException {
    if (!Files.exists(folder.password())) {
      return Optional.empty();
    }
    var value = Files.readString(folder.password()).strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(new Password(value));
  }

  void save(Folder folder) throws IOException {
    FileTree.writePrivately(folder.password(), value);
  }

  String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "Password[redacted]";
  }
}
