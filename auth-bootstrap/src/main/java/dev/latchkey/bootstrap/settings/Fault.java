package dev.latchkey.bootstrap.settings;

/**
 * One thing that is wrong with the configuration. Never repeats a value.
 *
 * @param setting its name, with its place where that helps
 * @param what is wrong, and why that matters
 * @param remedy what to do about it
 */
public record Fault(String setting, String what, String remedy) {

  /** All of it on one line. */
  public String line() {
    return setting + ": " + what + " " + remedy;
  }
}
