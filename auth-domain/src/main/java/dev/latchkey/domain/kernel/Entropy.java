package dev.latchkey.domain.kernel;

/**
 * Unpredictable bytes for secrets.
 *
 * <p>Production implementations draw from a cryptographically secure generator that the operating
 * system seeded, never block for long, and may be called from any number of threads.
 */
public interface Entropy {

  /** Overwrites every byte of the array. */
  void fill(byte[] bytes);
}
