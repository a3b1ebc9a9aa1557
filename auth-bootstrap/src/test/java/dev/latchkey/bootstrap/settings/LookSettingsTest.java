package dev.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.bootstrap.settings.ConfigLoader.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookSettingsTest {
  @TempDir private Path folder;

  @Test
  void files_and_folders_beside_the_configuration_are_read() throws IOException {
    write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write("theme.css", ":root { --accent: #6b2fb3 }");
    write("words/texts_de-AT.properties", "or=od'r");
    write("own/page/problem.peb", "{# view-model: 1 #}\n{{ said }}");

    assertThat(
            ConfigLoader.load(
                Map.of(
                    "LOGO_FILE",
                    "logo.svg",
                    "THEME_FILE",
                    "theme.css",
                    "PAGE_TEXTS_DIR",
                    "words",
                    "TEMPLATES_DIR",
                    "own"),
                folder,
                null))
        .isInstanceOf(Outcome.Loaded.class);
  }

  @Test
  void each_that_cannot_be_used_is_a_fault_that_names_setting_and_file() throws IOException {
    write("logo.svg", "GIF89a");
    write("own/page/problem.peb", "{# view-model: 1 #}\n{{ sad }}");
    write("words/texts_de.properties", "oder=or");

    assertThat(
            faults(
                Map.of(
                    "LOGO_FILE",
                    "logo.svg",
                    "THEME_FILE",
                    "gone.css",
                    "PAGE_TEXTS_DIR",
                    "words",
                    "TEMPLATES_DIR",
                    "own")))
        .extracting(Fault::line)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("LOGO_FILE: ", "neither an SVG nor a PNG"),
            line -> assertThat(line).contains("THEME_FILE: ", "no file that can be read"),
            line -> assertThat(line).contains("PAGE_TEXTS_DIR: ", "texts_de.properties: oder is"),
            line -> assertThat(line).contains("TEMPLATES_DIR: ", "page/problem.peb: ", "sad"));
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Fault> faults(Map<String, String> settings) {
    var outcome = ConfigLoader.load(settings, folder, null);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).faults();
  }
}
