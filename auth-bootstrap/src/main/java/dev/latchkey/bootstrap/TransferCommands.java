package dev.latchkey.bootstrap;

import dev.latchkey.application.AuthUseCases;
import dev.latchkey.bootstrap.transfer.LineFault;
import dev.latchkey.bootstrap.transfer.PrivateFile;
import dev.latchkey.bootstrap.transfer.UserImport;
import dev.latchkey.bootstrap.transfer.UserImport.Summary;
import dev.latchkey.bootstrap.transfer.UserWriter;
import dev.latchkey.domain.kernel.InfrastructureException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets users move in and out, in files or through pipes. */
final class TransferCommands {
  private static final String PIPE = "-";
  private static final int SOME_REFUSED = 1;
  private static final int ASKED_WRONGLY = 2;

  private final Terminal terminal;
  private final Supplier<AuthCore> opener;

  TransferCommands(Terminal terminal, Supplier<AuthCore> opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  int bringIn(String from, boolean dryRun, @Nullable Path errors) {
    if (errors == null) {
      return bringIn(from, dryRun, fault -> terminal.err().println(fault.told()));
    }
    var exitCode = new AtomicReference<>(ASKED_WRONGLY);
    var file = terminal.folder().resolve(errors);
    return PrivateFile.write(
            file, out -> exitCode.set(bringIn(from, dryRun, fault -> out.println(fault.told()))))
        ? exitCode.get()
        : isThere(file);
  }

  private int bringIn(String from, boolean dryRun, Consumer<LineFault> faults) {
    try (var in = input(from);
        var core = opener.get()) {
      var summary = new UserImport(core.auth().importUsers(), dryRun, faults).run(in);
      tell(summary, dryRun);
      return summary.refused() == 0 ? 0 : SOME_REFUSED;
    } catch (IOException unreadable) {
      throw new InfrastructureException("read " + from, unreadable);
    }
  }

  private InputStream input(String from) throws IOException {
    var in =
        from.equals(PIPE) ? terminal.in() : Files.newInputStream(terminal.folder().resolve(from));
    return new BufferedInputStream(in);
  }

  private void tell(Summary summary, boolean dryRun) {
    terminal
        .out()
        .printf(
            "%s: %d. There already: %d. Refused: %d.%n",
            dryRun ? "Would be imported" : "Imported",
            summary.imported(),
            summary.there(),
            summary.refused());
  }

  int bringOut(String to, boolean hashes) {
    try (var core = opener.get()) {
      if (to.equals(PIPE)) {
        write(core.auth(), hashes, terminal.out());
        return isWritten() ? 0 : SOME_REFUSED;
      }
      var file = terminal.folder().resolve(to);
      return PrivateFile.write(file, out -> tellOf(write(core.auth(), hashes, out)))
          ? 0
          : isThere(file);
    }
  }

  private static long write(AuthUseCases auth, boolean hashes, PrintWriter out) {
    var lines = new UserWriter(out);
    return hashes
        ? auth.exportUsers().withHashes(lines::write)
        : auth.exportUsers().withoutHashes(lines::write);
  }

  private void tellOf(long users) {
    terminal.out().println("Exported: " + users + ".");
  }

  private boolean isWritten() {
    var isBroken = terminal.out().checkError();
    if (isBroken) {
      terminal.err().println("Not everything could be written.");
    }
    return !isBroken;
  }

  private int isThere(Path file) {
    terminal.err().println(file + " is there already, and is not overwritten.");
    return ASKED_WRONGLY;
  }
}
