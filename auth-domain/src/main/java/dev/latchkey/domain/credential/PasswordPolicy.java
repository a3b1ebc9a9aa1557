package dev.latchkey.domain.credential;

/**
 * Which passwords we take. Length is what counts (NIST SP 800-63B-4, section 3.1.1.2): no rules of
 * composition, no expiry.
 *
 * @param minimum code points; 8 or more
 */
public record PasswordPolicy(int minimum) {
  public PasswordPolicy {
    if (minimum < 8 || minimum > 64) {
      throw new IllegalArgumentException("the shortest password has 8 to 64 characters");
    }
  }

  /** Judges what somebody typed as a new password. */
  public Verdict judge(String typed) {
    return PlainPassword.parse(typed)
        .map(this::judge)
        .orElseGet(() -> new Verdict.Refused(Fault.TOO_LONG));
  }

  private Verdict judge(PlainPassword password) {
    return password.length() < minimum
        ? new Verdict.Refused(Fault.TOO_SHORT)
        : new Verdict.Accepted(password);
  }

  /** What is wrong with a password. */
  public enum Fault {
    TOO_SHORT,
    /** Over {@value PlainPassword#LONGEST} code points, or not text at all. */
    TOO_LONG
  }

  /** The answer to whether a password will do. */
  public sealed interface Verdict {
    record Accepted(PlainPassword password) implements Verdict {}

    record Refused(Fault fault) implements Verdict {}
  }
}
