package dev.latchkey.bootstrap;

import picocli.CommandLine.Command;

/** Tells which Latchkey this is. */
@Command(name = "version", description = "Tells the version.")
final class VersionCommand implements Runnable {
  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().println("latchkey " + Version.current());
  }
}
