package dev.latchkey.testkit.time;

import dev.latchkey.domain.kernel.Entropy;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Chance that repeats itself from run to run. For tests only: every bit is predictable. */
public final class SeededEntropy implements Entropy {
  private final RandomGenerator generator;

  public SeededEntropy(long seed) {
    generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @Override
  public synchronized void fill(byte[] bytes) {
    generator.nextBytes(bytes);
  }
}
