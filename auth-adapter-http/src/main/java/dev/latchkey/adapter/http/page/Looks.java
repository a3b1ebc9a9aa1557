package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.routing.Asset;
import dev.latchkey.domain.kernel.Language;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the pages look, and what they say: ours, and what whoever runs us puts in its place. All of
 * it is read and looked at when it is put there.
 */
public final class Looks {
  private final Optional<Asset> logo;
  private final String theme;
  private final Map<String, String> templates;
  private final Map<Language, Map<String, String>> texts;

  private Looks(
      Optional<Asset> logo,
      String theme,
      Map<String, String> templates,
      Map<Language, Map<String, String>> texts) {
    this.logo = logo;
    this.theme = theme;
    this.templates = templates;
    this.texts = texts;
  }

  /** As they come. */
  public static Looks ours() {
    return new Looks(Optional.empty(), "", Map.of(), Map.of());
  }

  /**
   * The same with this image, an SVG or a PNG of at most 256 KiB, in the header of every page.
   *
   * @throws IllegalArgumentException when it is none; the message goes on from the name of the file
   */
  public Looks withLogo(Path file) {
    return new Looks(Optional.of(Logo.read(file)), theme, templates, texts);
  }

  /**
   * The same with the rules of this file after those of our style sheet.
   *
   * @throws IllegalArgumentException when it cannot be used; the message goes on from the name of
   *     the file
   */
  public Looks withTheme(Path file) {
    return new Looks(logo, Theme.read(file), templates, texts);
  }

  /**
   * The same with the templates of this folder in place of ours of the same names.
   *
   * @throws IllegalArgumentException when one of them cannot be used; the message names it
   */
  public Looks withTemplates(Path folder) {
    return new Looks(logo, theme, OwnTemplates.read(folder), texts);
  }

  /**
   * The same with the texts of the files {@code texts_<tag>.properties} of this folder, in UTF-8:
   * other languages, or other words in place of ours.
   *
   * @throws IllegalArgumentException when one of them cannot be used; the message names it
   */
  public Looks withTexts(Path folder) {
    return new Looks(logo, theme, templates, OwnTexts.read(folder));
  }

  Optional<Asset> logo() {
    return logo;
  }

  /** Rules of CSS; may be empty. */
  String theme() {
    return theme;
  }

  /** By their names, such as {@code session/sign-in.peb}. */
  Map<String, String> templates() {
    return templates;
  }

  /** All texts of each language that is not as it comes. */
  Map<Language, Map<String, String>> texts() {
    return texts;
  }
}
