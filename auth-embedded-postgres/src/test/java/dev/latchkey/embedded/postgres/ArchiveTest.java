package dev.latchkey.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveTest {
  @TempDir Path folder;

  @Test
  void files_keep_their_content_and_x_bit_and_links_stay_links() throws Exception {
    var program = file("bin/program", 0755);
    var text = file("share/text", 0666);
    var link = link("lib/link.so", "../bin/program");

    Archive.unpack(txz(program, text, link), target());

    assertThat(target().resolve("bin/program")).isExecutable().hasContent("content");
    assertThat(Files.isExecutable(target().resolve("share/text"))).isFalse();
    assertThat(Files.getPosixFilePermissions(target().resolve("share/text"))).hasSize(4);
    assertThat(target().resolve("lib/link.so")).isSymbolicLink().hasContent("content");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/evil"})
  void a_file_that_would_leave_the_folder_is_refused(String name) throws Exception {
    var archive = txz(file(name, 0644));

    assertThatThrownBy(() -> Archive.unpack(archive, target()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "/etc", ".."})
  void a_link_that_would_leave_the_folder_is_refused(String destination) throws Exception {
    var archive = txz(link("lib", destination));

    assertThatThrownBy(() -> Archive.unpack(archive, target()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
  }

  @Test
  void a_hard_link_or_a_device_is_refused() throws Exception {
    var hard = new TarArchiveEntry("hard", TarConstants.LF_LINK);
    hard.setLinkName("other");

    assertThatThrownBy(() -> Archive.unpack(txz(hard), target()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hard");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.txz",
    "Linux, aarch64, /postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, /postgres-darwin-arm_64.txz",
  })
  void every_platform_has_its_archive(String system, String architecture, String resource) {
    assertThat(Binaries.resource(system, architecture)).isEqualTo(resource);
  }

  private Path target() {
    return folder.resolve("target");
  }

  private static TarArchiveEntry file(String name, int mode) {
    var entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize("content".length());
    return entry;
  }

  private static TarArchiveEntry link(String name, String destination) {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(destination);
    return entry;
  }

  private static ByteArrayInputStream txz(TarArchiveEntry... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
      for (var entry : entries) {
        tar.putArchiveEntry(entry);
        if (entry.getSize() > 0) {
          tar.write("content".getBytes(UTF_8));
        }
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
