package dev.latchkey.bootstrap.transfer;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/** A new file that only its owner may read; complete or not there. */
public final class PrivateFile {
  private PrivateFile() {}

  /**
   * Lets the work write into a new file.
   *
   * @return false, and nothing is done, when there is a file of this name
   * @throws InfrastructureException when it cannot be written, to the end and onto the disk
   */
  public static boolean write(Path file, Consumer<PrintWriter> work) {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(file, options, owner)) {
      fill(file, channel, work);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    } catch (IOException unwritable) {
      throw new InfrastructureException("write " + file, unwritable);
    }
  }

  private static void fill(Path file, FileChannel channel, Consumer<PrintWriter> work)
      throws IOException {
    var isComplete = false;
    try {
      var text = new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
      var out = new PrintWriter(text);
      work.accept(out);
      if (out.checkError()) {
        throw new IOException("the disk may be full");
      }
      channel.force(true);
      isComplete = true;
    } finally {
      if (!isComplete) {
        Files.deleteIfExists(file);
      }
    }
  }
}
