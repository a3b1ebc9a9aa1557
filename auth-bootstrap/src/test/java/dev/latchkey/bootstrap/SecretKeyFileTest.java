package dev.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.crypto.SecureRandomSource;
import dev.latchkey.testkit.contract.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyFileTest {
  private static final int ROUNDS = 20;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("data/secret-key");
  }

  @Test
  void a_missing_key_is_made_once_and_kept() {
    var made = keyFile(file).readOrCreate();
    assertThat(made).hasSize(64);
    assertThat(keyFile(file).readOrCreate()).isEqualTo(made);
  }

  @Test
  void only_the_owner_may_read_it() throws IOException {
    keyFile(file).readOrCreate();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void nothing_else_is_left_behind() throws IOException {
    keyFile(file).readOrCreate();
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void of_sixteen_who_ask_at_once_all_get_the_same() {
    for (int round = 0; round < ROUNDS; round++) {
      var contested = folder.resolve("race-" + round + "/secret-key");
      var keys = Race.of(Race.MANY, () -> keyFile(contested).readOrCreate());
      assertThat(keys).hasSize(Race.MANY).containsOnly(keys.getFirst());
    }
  }

  @Test
  void a_key_that_others_may_read_is_refused() throws IOException {
    keyFile(file).readOrCreate();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> keyFile(file).readOrCreate())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_key_that_was_cut_short_is_refused_and_not_replaced() throws IOException {
    keyFile(file).readOrCreate();
    Files.writeString(file, "cut");
    assertThatThrownBy(() -> keyFile(file).readOrCreate()).isInstanceOf(StartupException.class);
    assertThat(Files.readString(file)).isEqualTo("cut");
  }

  private static SecretKeyFile keyFile(Path file) {
    return new SecretKeyFile(file, new SecureRandomSource(InstantSource.system()));
  }
}
