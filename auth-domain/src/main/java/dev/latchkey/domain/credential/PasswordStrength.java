package dev.latchkey.domain.credential;

import java.util.Set;

/**
 * Knows which passwords people choose, and after how many guesses somebody clever would come to a
 * given one.
 *
 * <p>Both answers depend on nothing but the arguments, take little and bounded time whatever the
 * password is, and may be asked by many threads at once. Nothing is kept of a password and none is
 * sent anywhere.
 */
public interface PasswordStrength {

  /**
   * Whether the whole password, however it is capitalised, is one that many people use or a single
   * word of a dictionary. At least the 3000 most common ones of eight characters and more are
   * (OWASP ASVS 6.2.4).
   */
  boolean isCommon(PlainPassword password);

  /**
   * How soon it would be guessed by somebody who knows how people make passwords.
   *
   * @param known what he also knows and tries early, in lower case, with what people make of it
   */
  Estimate estimate(PlainPassword password, Set<String> known);

  /**
   * An estimate.
   *
   * @param guesses about as many; more than a {@code long} holds for a good password
   * @param weakness what makes it weak, if it is
   */
  record Estimate(double guesses, Weakness weakness) {}

  /** What makes a password easy to guess. */
  enum Weakness {
    /** A word, a name or a common password with little around it. */
    WORD,
    /** What the guesser knew anyway. */
    CONTEXT,
    KEYBOARD,
    REPETITION,
    SEQUENCE,
    DATE,
    /** Nothing in particular: it is short, or not weak. */
    OTHER
  }
}
