package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.credential.BreachedPasswords.Finding;
import java.util.regex.Pattern;

/**
 * What a range says about one password: lines of 35 hexadecimal digits, a colon, and how often it
 * was seen. Padding was seen no times.
 *
 * @param digits the last 35 of the SHA-1, in upper case
 */
record RangeAnswer(String digits) {
  private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{35}):(\\d{1,18})");

  /** Unanswered when there is anything else in it, or nothing at all. */
  Finding in(String body) {
    var finding = body.isEmpty() ? Finding.UNANSWERED : Finding.NOT_FOUND;
    for (var line : (Iterable<String>) body.lines()::iterator) {
      var entry = LINE.matcher(line);
      if (!entry.matches()) {
        return Finding.UNANSWERED;
      }
      if (entry.group(1).equalsIgnoreCase(digits) && Long.parseLong(entry.group(2)) > 0) {
        finding = Finding.BREACHED;
      }
    }
    return finding;
  }

  /** Nearly all of a hash. */
  @Override
  public String toString() {
    return "RangeAnswer[redacted]";
  }
}
