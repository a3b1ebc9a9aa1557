package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.http.page.Looks;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What can be set about how the pages look. */
final class LookSettings {
  private LookSettings() {}

  static final Setting<Path> LOGO_FILE =
      Setting.optional(
          "LOGO_FILE",
          Section.PAGES,
          Syntaxes.path().withExample("./logo.svg"),
          "ours",
          "An SVG or PNG of at most 256 KiB, shown beside `APP_NAME` on every page. Read at the"
              + " start.");

  static final Setting<Path> THEME_FILE =
      Setting.optional(
          "THEME_FILE",
          Section.PAGES,
          Syntaxes.path().withExample("./theme.css"),
          "ours",
          "CSS of at most 64 KiB that follows our own, with other values of its variables:"
              + " `:root { --accent: #6b2fb3 }`. Contrast is yours to see to. Read at the start.");

  static final Setting<Path> TEMPLATES_DIR =
      Setting.optional(
          "TEMPLATES_DIR",
          Section.PAGES,
          Syntaxes.path().withExample("./templates"),
          "only ours",
          "A folder with templates in place of ours of the same names, such as"
              + " `session/sign-in.peb`. Read at the start, which fails if one cannot be used.");

  static final Setting<Path> PAGE_TEXTS_DIR =
      Setting.optional(
          "PAGE_TEXTS_DIR",
          Section.PAGES,
          Syntaxes.path().withExample("./texts"),
          "only ours",
          "A folder with words for pages: files `texts_<language>.properties` in UTF-8, which add"
              + " languages or change single texts of ours. Read at the start, which fails if a text"
              + " is missing, unknown or cannot be used.");

  /** Puts what is at a path in place of ours. */
  private interface Change {
    Looks apply(Looks before, Path path);
  }

  /**
   * How the pages look, as files and folders are now.
   *
   * @param faults hears why some cannot be used
   */
  static Looks read(Values values, Path folder, Consumer<Fault> faults) {
    var reading = new Reading(values, folder, faults);
    var looks = reading.with(Looks.ours(), LOGO_FILE, Looks::withLogo);
    looks = reading.with(looks, THEME_FILE, Looks::withTheme);
    looks = reading.with(looks, PAGE_TEXTS_DIR, Looks::withTexts);
    return reading.with(looks, TEMPLATES_DIR, Looks::withTemplates);
  }

  private record Reading(Values values, Path folder, Consumer<Fault> faults) {
    Looks with(Looks before, Setting<Path> setting, Change change) {
      return values
          .find(setting)
          .map(path -> changed(before, setting, path, change))
          .orElse(before);
    }

    private Looks changed(Looks before, Setting<Path> setting, Path path, Change change) {
      try {
        return change.apply(before, folder.resolve(path));
      } catch (IllegalArgumentException unusable) {
        faults.accept(
            new Fault(
                setting.name(),
                "What it names cannot be used: " + unusable.getMessage() + ".",
                "docs/features/themes.md tells what is taken."));
        return before;
      }
    }
  }
}
