package dev.latchkey.domain.credential;

import dev.latchkey.domain.credential.PasswordStrength.Weakness;
import java.util.ArrayList;
import java.util.List;

/**
 * Which passwords we take: long ones that nobody would try first (NIST SP 800-63B-4, section
 * 3.1.1.2). The whole password is compared, never a part of it; no rules of composition, no expiry.
 *
 * @param minimum code points; 8 or more
 * @param service words that go with the service: its name, its host, what an operator added
 */
public record PasswordPolicy(int minimum, PasswordContext service) {

  /** What a password has at least. */
  public static final int STANDARD_MINIMUM = 8;

  /** The same where a password alone lets somebody in (NIST SP 800-63B-4, section 3.1.1.2). */
  public static final int STRICT_MINIMUM = 15;

  /**
   * Guesses that a password must be worth. Far above the 100 that anybody has, and far below what
   * any honest password is worth: an estimate is guidance, so only what is clearly weak is refused.
   */
  public static final long LEAST_GUESSES = 1_000_000;

  public PasswordPolicy {
    if (minimum < 8 || minimum > 64) {
      throw new IllegalArgumentException("the shortest password has 8 to 64 characters");
    }
  }

  /** Without any words of the service. */
  public PasswordPolicy(int minimum) {
    this(minimum, PasswordContext.none());
  }

  /**
   * Judges what somebody typed as a new password, and tells all that is wrong with it. How soon it
   * would be guessed is estimated only where nothing else is wrong.
   *
   * @param person words that go with whom it is for
   */
  public Verdict judge(String typed, PasswordContext person, PasswordStrength strength) {
    return PlainPassword.parse(typed)
        .map(password -> judge(password, service.and(person), strength))
        .orElseGet(() -> new Verdict.Refused(List.of(new Fault.TooLong())));
  }

  private Verdict judge(
      PlainPassword password, PasswordContext context, PasswordStrength strength) {
    var faults = new ArrayList<Fault>();
    if (password.length() < minimum) {
      faults.add(new Fault.TooShort(minimum));
    }
    faults.addAll(expected(password, context, strength));
    if (faults.isEmpty()) {
      var estimate = strength.estimate(password, context.words());
      if (estimate.guesses() < LEAST_GUESSES) {
        faults.add(fault(estimate.weakness()));
      }
    }
    return faults.isEmpty() ? new Verdict.Accepted(password) : new Verdict.Refused(faults);
  }

  private static List<Fault> expected(
      PlainPassword password, PasswordContext context, PasswordStrength strength) {
    var faults = new ArrayList<Fault>();
    if (strength.isCommon(password)) {
      faults.add(new Fault.Common());
    }
    if (context.names(password)) {
      faults.add(new Fault.Contextual());
    }
    return faults;
  }

  private static Fault fault(Weakness weakness) {
    return weakness == Weakness.CONTEXT ? new Fault.Contextual() : new Fault.Guessable(weakness);
  }

  /** What is wrong with a password. Never holds anything of it. */
  public sealed interface Fault {

    /** Stable, for machines. */
    String code();

    /** For the person who typed it: what it is and what would be better, in English. */
    String advice();

    record TooShort(int minimum) implements Fault {
      @Override
      public String code() {
        return "too_short";
      }

      @Override
      public String advice() {
        return "is too short: use %d characters or more; a few words are easy to remember"
            .formatted(minimum);
      }
    }

    /** Over {@value PlainPassword#LONGEST} code points, or not text at all. */
    record TooLong() implements Fault {
      @Override
      public String code() {
        return "too_long";
      }

      @Override
      public String advice() {
        return "is too long: use %d characters at most".formatted(PlainPassword.LONGEST);
      }
    }

    /** On the list that everybody tries first. */
    record Common() implements Fault {
      @Override
      public String code() {
        return "common";
      }

      @Override
      public String advice() {
        return "is a common one, and would be tried first: use a few words that nobody would put"
            + " together";
      }
    }

    /** Made of what is known about the person or the service. */
    record Contextual() implements Fault {
      @Override
      public String code() {
        return "contextual";
      }

      @Override
      public String advice() {
        return "is made of a name or an address, yours or ours: use something that has nothing to"
            + " do with them";
      }
    }

    /** Worth fewer than {@value PasswordPolicy#LEAST_GUESSES} guesses. */
    record Guessable(Weakness weakness) implements Fault {
      @Override
      public String code() {
        return "guessable";
      }

      @Override
      public String advice() {
        return "is easy to guess, for it %s: add another word or two, uncommon ones"
            .formatted(told(weakness));
      }

      private static String told(Weakness weakness) {
        return switch (weakness) {
          case WORD -> "is close to a word, a name or a common password";
          case KEYBOARD -> "runs along the keyboard";
          case REPETITION -> "repeats itself";
          case SEQUENCE -> "goes on as everybody expects, like abc or 6543";
          case DATE -> "is a date";
          case CONTEXT, OTHER -> "has too little in it";
        };
      }
    }

    /** Published in a leak. */
    record Breached() implements Fault {
      @Override
      public String code() {
        return "breached";
      }

      @Override
      public String advice() {
        return "has been published in a leak of some other service: use another one here, and"
            + " there too";
      }
    }
  }

  /** The answer to whether a password will do. */
  public sealed interface Verdict {
    /** All that is wrong; nothing when it was accepted. */
    List<Fault> faults();

    record Accepted(PlainPassword password) implements Verdict {
      @Override
      public List<Fault> faults() {
        return List.of();
      }
    }

    /** With one fault at least. */
    record Refused(List<Fault> faults) implements Verdict {
      public Refused {
        faults = List.copyOf(faults);
      }
    }
  }
}
