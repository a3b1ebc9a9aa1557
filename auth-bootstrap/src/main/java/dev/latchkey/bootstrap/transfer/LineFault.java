package dev.latchkey.bootstrap.transfer;

/**
 * What is wrong with a line. Holds nothing of what is in it.
 *
 * @param field empty when the line as a whole is wrong
 */
public record LineFault(long line, String field, String reason) {

  /** As it is printed. */
  public String told() {
    return "line " + line + ": " + (field.isEmpty() ? "" : field + ": ") + reason;
  }
}
