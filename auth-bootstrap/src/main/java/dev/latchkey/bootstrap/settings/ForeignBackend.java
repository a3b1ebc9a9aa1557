package dev.latchkey.bootstrap.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers whoever asks for SQLite, as other servers offer it for a start without set-up. */
final class ForeignBackend {
  static final List<String> NAMES = List.of("DB_BACKEND", "SQLITE_PATH");

  private ForeignBackend() {}

  static Optional<Fault> fault(Sources sources) {
    return sources
        .find("DB_BACKEND")
        .filter(text -> !text.value().strip().toLowerCase(Locale.ROOT).startsWith("postgres"))
        .map(
            text ->
                new Fault(
                    "DB_BACKEND",
                    "The database is always PostgreSQL; there is no SQLite here.",
                    "Remove DB_BACKEND. Without DATABASE_URL the server brings its own PostgreSQL"
                        + " and keeps its data in DATA_DIR: as little to set up as SQLite."));
  }
}
