package dev.latchkey.bootstrap;

import java.util.Objects;

/** Which Latchkey this is, as its jar says. */
final class Version {
  private Version() {}

  static String current() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }
}
