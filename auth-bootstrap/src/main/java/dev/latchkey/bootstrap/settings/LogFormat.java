package dev.latchkey.bootstrap.settings;

/** How log lines are written. */
public enum LogFormat {
  /** One JSON object a line, for machines. */
  JSON,
  /** One readable line each, for people. */
  TEXT
}
