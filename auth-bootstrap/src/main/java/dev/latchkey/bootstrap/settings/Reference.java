package dev.latchkey.bootstrap.settings;

import java.util.List;

/** Writes the table of settings for people: as a page, and as a file to start from. */
public final class Reference {
  private Reference() {}

  /** The page {@code docs/configuration.md}. */
  public static String page() {
    var page =
        new StringBuilder(
            """
            # Configuration

            Generated from the table of settings; a test keeps it current.

            Settings come from environment variables, and for what those do not set from a file
            `.env` in the working directory (`--env-file` names another). A blank value counts as not
            set. Everything is checked at start: all faults are told at once, none repeats a value,
            and nothing starts before they are gone. `./latchkey config check` only checks.

            `.env` has lines of `NAME=value`; a value may stand in quotes; `#` starts a comment;
            nothing is expanded. A name that is set twice is refused; one that nobody reads is told.

            **Local mode** means: `HOST` on loopback, `BASE_URL` on loopback, and `TRUSTED_PROXIES`
            empty. Only there is a secret key generated and are mails shown at `/dev/mail`. In any
            other mode `SECRET_KEY` and `SMTP_URL` are required, and `BASE_URL` must be `https`.
            """);
    for (var section : Section.values()) {
      page.append("\n## ").append(section.title()).append("\n");
      of(section).forEach(setting -> page.append(paragraph(setting)));
    }
    return page.toString();
  }

  private static String paragraph(Setting<?> setting) {
    return "\n### `%s`\n\n%s\n\n* Takes: %s%s\n* Default: %s\n"
        .formatted(
            setting.name(),
            setting.description(),
            setting.syntax().form(),
            setting.isSecret() ? ". A secret: never logged, never repeated" : "",
            setting.otherwise());
  }

  /** The file {@code .env.example}, in which nothing is set. */
  public static String example() {
    var file =
        new StringBuilder(
            """
            # Copy this file to .env and set what you need. Without any of it the server starts in
            # local mode. Every setting is explained in docs/configuration.md.
            """);
    for (var section : Section.values()) {
      file.append("\n# --- ").append(section.title()).append(" ---\n");
      of(section).forEach(setting -> file.append(lines(setting)));
    }
    return file.toString();
  }

  private static String lines(Setting<?> setting) {
    return "\n# Default: %s\n#%s=%s\n"
        .formatted(
            setting.otherwise().replace("`", ""), setting.name(), setting.syntax().example());
  }

  private static List<Setting<?>> of(Section section) {
    return Settings.ALL.stream().filter(setting -> setting.section() == section).toList();
  }
}
