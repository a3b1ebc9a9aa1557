package dev.latchkey.application.ratelimit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Who is counted under which limit: a salted digest, so that no text is too long to be kept. */
record SubjectKey(long high, long low) {

  static SubjectKey of(byte[] salt, String limit, String subject) {
    var digest = sha256();
    digest.update(salt);
    digest.update(limit.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(subject.getBytes(StandardCharsets.UTF_8));
    var bytes = ByteBuffer.wrap(digest.digest());
    return new SubjectKey(bytes.getLong(), bytes.getLong());
  }

  /** One of so many, evenly. */
  int choice(int parts) {
    return Math.floorMod(high, parts);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
