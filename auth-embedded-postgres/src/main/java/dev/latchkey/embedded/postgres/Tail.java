package dev.latchkey.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log, for messages. */
final class Tail {
  private static final int LIMIT = 2_000;

  private Tail() {}

  static long size(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /** What was written after this offset, cut to the last lines; nothing when there is no file. */
  static String since(Path log, long offset) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (var channel = FileChannel.open(log)) {
      var buffer = ByteBuffer.allocate(LIMIT);
      channel.read(buffer, Math.max(offset, channel.size() - LIMIT));
      return new String(buffer.array(), 0, buffer.position(), UTF_8).strip();
    }
  }

  /** A paragraph for a message, or nothing. */
  static String quote(Path log, long offset) throws IOException {
    var text = since(log, offset);
    return text.isEmpty() ? "" : "\nThe end of " + log + ":\n" + text;
  }
}
