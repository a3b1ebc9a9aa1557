package dev.latchkey.bootstrap.settings;

/** On or off. */
enum Switch {
  ON,
  OFF
}
