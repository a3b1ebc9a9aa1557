package dev.latchkey.bootstrap.settings;

/** From which weight on the log tells of something. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
