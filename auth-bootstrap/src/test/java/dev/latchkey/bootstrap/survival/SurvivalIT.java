package dev.latchkey.bootstrap.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers, a nemesis, and a checker. Runs with {@code -Psurvival} only; by hand with {@code
 * benchmarks/chaos SECONDS SEED}.
 */
@Tag("survival")
class SurvivalIT {
  private static final long SECONDS = Long.getLong("latchkey.survival.seconds", 30);
  private static final long SEED = Long.getLong("latchkey.survival.seed", 20_261_122L);

  @TempDir Path folder;

  @Test
  void no_promise_is_broken_whatever_is_killed() throws Exception {
    // Whoever runs the command reads there what was done, and with which seed.
    assertThat(new Survival(SECONDS, SEED, System.out).run(folder).violations()).isEmpty();
  }
}
