package dev.latchkey.bootstrap;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command gets from outside.
 *
 * @param folder the working directory
 */
record Terminal(
    Map<String, String> environment,
    Path folder,
    InputStream in,
    PrintWriter out,
    PrintWriter err) {

  /** With nothing to read. */
  Terminal(Map<String, String> environment, Path folder, PrintWriter out, PrintWriter err) {
    this(environment, folder, InputStream.nullInputStream(), out, err);
  }

  static Terminal ofThisProcess() {
    return new Terminal(
        System.getenv(),
        Path.of(""),
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Terminal[" + folder + "]";
  }
}
