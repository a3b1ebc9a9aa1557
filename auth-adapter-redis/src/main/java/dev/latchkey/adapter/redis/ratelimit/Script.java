package dev.latchkey.adapter.redis.ratelimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A script for Redis, and the name that Redis gives it. */
record Script(String text, String sha1) {
  private static final String MOVING_WINDOW = "/lua/moving_window.lua";

  static Script movingWindow() {
    try (var resource = Script.class.getResourceAsStream(MOVING_WINDOW)) {
      var bytes = Objects.requireNonNull(resource, MOVING_WINDOW).readAllBytes();
      return of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** SHA-1 is how Redis calls its scripts; nothing rests on it. */
  static Script of(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Script(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException everyJdkHasSha1) {
      throw new AssertionError(everyJdkHasSha1);
    }
  }
}
