package dev.latchkey.adapter.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which templates of somebody's own are taken, and what is said of those that are not. */
class OwnTemplatesTest {
  private static final String FIRST = "{# view-model: 1 #}\n";
  private static final String PAGE =
      FIRST + "{% extends \"page/layout.peb\" %}{% block main %}<h1>%s</h1>{% endblock %}";

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void refuses(String text, String why) throws IOException {
    write("session/sign-in.peb", FIRST + text);
    assertThatThrownBy(() -> OwnTemplates.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("session/sign-in.peb: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ email }} {{ t['sign-in.title'] }} {{ app }} {{ base }} {{ withPasskeys }}",
        "{% for room in rooms %}{{ loop.index }} {{ room.path }} {{ t[room.text] }}{% endfor %}",
        "{% set hello = 'Hello ' + email %}{{ hello | upper }}",
        "{% if email is empty and not (fault is not empty) %}{{ said | default('') }}{% endif %}",
        "{{ (email is empty ? fault : said) | escape }} {{ parent() }}",
        "{% include \"page/token.peb\" %}"
      })
  void what_reads_what_there_is_is_taken(String body) throws IOException {
    write("session/sign-in.peb", PAGE.replace("%s", body));

    assertThat(OwnTemplates.read(folder)).containsOnlyKeys("session/sign-in.peb");
  }

  @Test
  void the_name_with_which_ours_extend_the_layout_may_be_used_too() throws IOException {
    write(
        "session/sign-in.peb",
        PAGE.replace("page/layout", "dev/latchkey/adapter/http/page/layout"));
    write(
        "page/layout.peb", FIRST + "<!doctype html><title>{% block title %}{% endblock %}</title>");

    assertThat(OwnTemplates.read(folder)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{{ emial }}~emial",
        "{% if x %}{{ password }}{% else %}{{ email }}{% endif %}~password, x",
        "{% for room in rooms %}{{ room.secret }}{% endfor %}~rooms[].secret",
        "{{ email.getClass() }}~email.getClass",
        "{{ email.class.name }}~email.class.name",
        "{{ email['length'] }}~email.length",
        "{% for x in email.chars %}{% endfor %}~email.chars",
        "{{ t['sign-in.titel'] }}~t.sign-in.titel",
        "{{ locale }}~locale",
        "{{ mails }}~mails",
        "{{ email | raw }}~the filter raw",
        "{{ email | nothing }}~the filter nothing",
        "{{ nothing(email) }}~the function nothing",
        "{% if email is nothing %}{% endif %}~the test nothing",
        "{% include email %}~a template whose name is not a text",
        "{% include \"../../etc/passwd\" %}~../../etc/passwd",
        "{% include \"/etc/passwd\" %}~/etc/passwd",
        "{% include \"documentation/page.peb\" %}~documentation/page.peb",
        "{% extends \"page/none.peb\" %}~page/none.peb",
        "{% include \"session/sign-in.peb\" %}~part of itself",
        "{% autoescape false %}{{ email }}{% endautoescape %}~line",
        "{% import \"page/layout.peb\" %}~line",
        "{% if %}~line",
        "{{ email ~line",
        "{% block main %}~line"
      })
  void what_reads_what_there_is_not_names_it(String body, String why) throws IOException {
    refuses(body, why);
  }

  @Test
  void what_goes_round_through_others_is_found() throws IOException {
    write("session/account.peb", FIRST + "{% include \"session/sign-in.peb\" %}");
    write("session/sign-in.peb", FIRST + "{% include \"session/account.peb\" %}");
    assertThatThrownBy(() -> OwnTemplates.read(folder)).hasMessageContaining("part of itself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<h1>",
        "{# view-model: 2 #}",
        "{# view-model: 1 #}x",
        "\n{# view-model: 1 #}"
      })
  void the_first_line_says_for_which_view_model_it_is(String text) throws IOException {
    write("session/sign-in.peb", text);

    assertThatThrownBy(() -> OwnTemplates.read(folder))
        .hasMessageContaining("session/sign-in.peb: its first line is not {# view-model: 1 #}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session/sing-in.peb",
        "sign-in.peb",
        "page/readme.txt",
        "page/page.css",
        "documentation/page.peb",
        "session/deep/er/est.peb",
        "Session/sign-in.peb"
      })
  void a_name_that_no_page_has_is_refused(String name) throws IOException {
    write(name, FIRST);

    assertThatThrownBy(() -> OwnTemplates.read(folder))
        .hasMessageContaining("no page has a template of that name");
  }

  @Test
  void what_is_hidden_is_left_alone_and_what_is_mounted_by_links_is_read() throws IOException {
    write("..2026/sign-in.peb", FIRST + "mounted");
    write(".git/config", "x");
    Files.createDirectories(folder.resolve("session"));
    Files.createSymbolicLink(
        folder.resolve("session/sign-in.peb"), Path.of("../..2026/sign-in.peb"));

    assertThat(OwnTemplates.read(folder))
        .containsOnlyKeys("session/sign-in.peb")
        .containsValue(FIRST + "mounted");
  }

  @Test
  void a_link_that_leads_out_of_the_folder_is_refused(@TempDir Path elsewhere) throws IOException {
    var secret = Files.writeString(elsewhere.resolve("secret"), FIRST + "secret");
    Files.createDirectories(folder.resolve("session"));
    Files.createSymbolicLink(folder.resolve("session/sign-in.peb"), secret);

    assertThatThrownBy(() -> OwnTemplates.read(folder))
        .hasMessageContaining("session/sign-in.peb: it is a link that leads out of the folder");
  }

  @Test
  void a_folder_that_goes_round_is_none() throws IOException {
    Files.createDirectories(folder.resolve("session"));
    Files.createSymbolicLink(folder.resolve("session/again"), folder);

    assertThatThrownBy(() -> OwnTemplates.read(folder))
        .hasMessageContaining("it is no folder that can be read");
    assertThatThrownBy(() -> OwnTemplates.read(folder.resolve("gone")))
        .hasMessageContaining("it is no folder that can be read");
  }

  @Test
  void what_is_too_long_or_no_text_is_refused() throws IOException {
    write("session/sign-in.peb", FIRST + "x".repeat(64 << 10));
    assertThatThrownBy(() -> OwnTemplates.read(folder)).hasMessageContaining("more than 64 KiB");

    Files.write(folder.resolve("session/sign-in.peb"), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> OwnTemplates.read(folder)).hasMessageContaining("not text in UTF-8");
  }

  @Test
  void ours_would_be_taken_themselves() throws IOException {
    for (var name : ViewModelDocTest.templates()) {
      try (var ours = TemplateLoader.class.getResourceAsStream("../" + name)) {
        assertThat(ours).as(name).isNotNull();
        write(name, FIRST + new String(ours.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    assertThat(OwnTemplates.read(folder).keySet()).isEqualTo(ViewModelDocTest.templates());
  }
}
