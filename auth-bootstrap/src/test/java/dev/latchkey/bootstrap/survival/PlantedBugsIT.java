package dev.latchkey.bootstrap.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.testing.TestDatabases;
import dev.latchkey.domain.StoragePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instrument can fail: the same clients and the same checker find what was planted. */
@Tag("survival")
class PlantedBugsIT {
  private static final int ROUNDS = 10;
  private static final Duration ROUND = Duration.ofSeconds(4);

  @TempDir Path folder;

  @Test
  void nothing_is_found_where_nothing_was_planted() throws Exception {
    try (var nursery = nursery(UnaryOperator.identity())) {
      assertThat(nursery.work(ROUND).violations()).isEmpty();
    }
  }

  @Test
  void a_token_that_is_found_and_then_marked_is_found() throws Exception {
    assertFound(Plants::findThenMark, OneTimeRule.RESET);
  }

  @Test
  void a_revocation_that_is_ignored_once_is_found() throws Exception {
    assertFound(Plants::deafOnce, RevocationRule.SESSION);
  }

  @Test
  void an_acknowledgement_without_a_commit_is_found() throws Exception {
    assertFound(Plants::forgetful, StorageRule.OPENED);
  }

  @Test
  void a_sign_in_that_is_not_told_once_is_found() throws Exception {
    assertFound(Plants::silentOnce, AuditRule.ONCE);
  }

  private Nursery nursery(UnaryOperator<StoragePorts> plant) throws Exception {
    return Nursery.open(folder, TestDatabases.create(), plant);
  }

  /** Chance decides when two clients meet: so they go on until they do. */
  private void assertFound(UnaryOperator<StoragePorts> plant, String promise) throws Exception {
    try (var nursery = nursery(plant)) {
      var broken = List.<String>of();
      for (var round = 0; round < ROUNDS && !broken.contains(promise); round++) {
        broken = nursery.work(ROUND).violations().stream().map(Violation::promise).toList();
      }
      assertThat(broken).contains(promise);
    }
  }
}
