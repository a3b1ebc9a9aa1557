package dev.latchkey.adapter.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.kernel.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which logos, themes and words of somebody's own are taken, and what is said of others. */
class LooksTest {
  private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SVG,
        "\ufeff<?xml version=\"1.0\"?><!-- made by x -->" + SVG,
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://192.0.2.1/svg11.dtd\">" + SVG,
        "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>alert(1)</s:script></s:svg>"
      })
  void an_svg_is_told_by_its_content(String text) throws IOException {
    var logo = Looks.ours().withLogo(file("logo.txt", text)).logo().orElseThrow();

    assertThat(logo.fileName()).matches("logo\\.[0-9a-f]{16}\\.svg");
  }

  @Test
  void a_png_is_told_by_its_content() throws IOException {
    var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
    var logo = Looks.ours().withLogo(Files.write(folder.resolve("logo.svg"), png)).logo();

    assertThat(logo.orElseThrow().fileName()).matches("logo\\.[0-9a-f]{16}\\.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GIF89a",
        "\u0089PNG",
        "<html><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>",
        "<svg/>",
        "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"&x;\"/>",
        "svg"
      })
  void what_is_neither_is_refused(String text) throws IOException {
    var file = file("logo.svg", text);

    assertThatThrownBy(() -> Looks.ours().withLogo(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is neither an SVG nor a PNG");
  }

  @Test
  void a_logo_is_there_and_is_not_too_large() throws IOException {
    var most = SVG + " ".repeat((256 << 10) - SVG.length());
    assertThat(Looks.ours().withLogo(file("most.svg", most)).logo()).isPresent();
    var more = file("more.svg", most + " ");
    assertThatThrownBy(() -> Looks.ours().withLogo(more)).hasMessage("it has more than 256 KiB");
    assertThatThrownBy(() -> Looks.ours().withLogo(folder.resolve("gone.svg")))
        .hasMessage("it is no file that can be read");
    assertThatThrownBy(() -> Looks.ours().withLogo(folder))
        .hasMessage("it is no file that can be read");
  }

  @Test
  void a_theme_follows_our_style_sheet_and_names_it_anew() throws IOException {
    var theme = Looks.ours().withTheme(file("theme.css", ":root { --accent: #6b2fb3 }"));
    var ours = new PageFiles(Looks.ours()).style();
    var themed = new PageFiles(theme).style();

    assertThat(themed.fileName()).matches("page\\.[0-9a-f]{16}\\.css");
    assertThat(themed.fileName()).isNotEqualTo(ours.fileName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|it has no rule",
        "--accent: red|it has no rule",
        ":root { --accent: red|its braces do not match",
        ":root --accent: red }}{|its braces do not match"
      })
  void what_is_no_theme_is_refused(String css, String why) throws IOException {
    var file = file("theme.css", Optional.ofNullable(css).orElse(""));

    assertThatThrownBy(() -> Looks.ours().withTheme(file)).hasMessageContaining(why);
  }

  @Test
  void a_theme_is_text_and_not_too_large() throws IOException {
    var large = file("large.css", "a{}" + " ".repeat(64 << 10));
    assertThatThrownBy(() -> Looks.ours().withTheme(large)).hasMessage("it has more than 64 KiB");
    var bytes = Files.write(folder.resolve("b.css"), new byte[] {'a', '{', (byte) 0xff, '}'});
    assertThatThrownBy(() -> Looks.ours().withTheme(bytes)).hasMessage("it is not text in UTF-8");
  }

  @Test
  void a_file_of_a_language_that_is_there_changes_what_it_says() throws IOException {
    file("texts_en.properties", "sign-in.title=Welcome to {app}\n");
    file("readme.txt", "not read");
    var english = texts("Acme", "en");

    assertThat(english.say("sign-in.title")).isEqualTo("Welcome to Acme");
    assertThat(english.say("sign-in.button")).isEqualTo("Sign in");
    assertThat(texts("Acme", "de").say("sign-in.title")).isEqualTo("Anmelden");
  }

  @Test
  void a_variety_takes_the_rest_from_its_language_and_that_from_its_file() throws IOException {
    file("texts_de.properties", "sign-in.button=Los\n");
    file("texts_de_AT.properties", "sign-in.title=Servus\n");

    assertThat(texts("Acme", "de-AT").say("sign-in.title")).isEqualTo("Servus");
    assertThat(texts("Acme", "de-AT").say("sign-in.button")).isEqualTo("Los");
    assertThat(texts("Acme", "de-AT").say("or")).isEqualTo("oder");
    assertThat(texts("Acme", "de-CH").say("sign-in.title")).isEqualTo("Anmelden");
  }

  @Test
  void another_language_has_all_of_them() throws IOException {
    var french =
        Texts.shipped(Locale.ENGLISH).entrySet().stream()
            .map(text -> text.getKey() + "=" + text.getValue().replace("Sign in", "Connexion"))
            .collect(Collectors.joining("\n"));
    file("texts_fr.properties", french);

    assertThat(texts("Acme", "fr-CA, en;q=0.5").say("sign-in.title")).isEqualTo("Connexion");
    assertThat(texts("Acme", "fr-CA, en;q=0.5").language()).isEqualTo(Locale.FRENCH);
    assertThat(Looks.ours().withTexts(folder).texts()).containsOnlyKeys(new Language("fr"));
  }

  private Texts texts(String app, String accepted) {
    return new Languages(app, Looks.ours().withTexts(folder).texts())
        .bestFor(Optional.of(accepted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "texts_fr.properties|or=ou|is missing, a",
        "texts_fr.properties|or=ou|more",
        "texts_en.properties|sign-in.titel=x|sign-in.titel is on no page",
        "texts_en.properties|sign-in.title=|sign-in.title is empty",
        "texts_en.properties|sign-in.title={name}|sign-in.title has a place",
        "texts_en.properties|date=nonsense|date is no pattern of a date",
        "texts_en.properties|or=\\u12|four hexadecimal digits",
        "texts_x.properties|or=x|its name is not texts_<language>.properties",
        "words.properties|or=x|its name is not texts_<language>.properties"
      })
  void a_text_that_cannot_be_used_is_named(String name, String text, String why)
      throws IOException {
    file(name, text + "\n");

    assertThatThrownBy(() -> Looks.ours().withTexts(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageContaining(why);
  }

  @Test
  void a_folder_that_is_not_there_or_says_a_language_twice_is_refused() throws IOException {
    assertThatThrownBy(() -> Looks.ours().withTexts(folder.resolve("gone")))
        .hasMessage("it is no folder that can be read");
    file("texts_de-AT.properties", "or=o\n");
    file("texts_de_AT.properties", "or=o\n");
    assertThatThrownBy(() -> Looks.ours().withTexts(folder))
        .hasMessageContaining("another file is of the same language");
  }
}
