package dev.latchkey.bootstrap.transfer;

/** A line of a file, counted from 1. */
sealed interface Line {
  long number();

  record Text(long number, String text) implements Line {
    @Override
    public String toString() {
      return "Text[" + number + "]";
    }
  }

  /** What is no text that we read. */
  record Unreadable(long number, String reason) implements Line {}
}
