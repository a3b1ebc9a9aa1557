package dev.latchkey.embedded.postgres;

import dev.latchkey.embedded.postgres.EmbeddedPostgres.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The data folder of one database, before and beside its running: made, checked, repaired. */
final class Cluster {
  private static final String NAMES = "latchkey.names";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Folder folder;
  private final Config config;
  private final Binaries binaries;
  private final Programs programs;

  Cluster(Folder folder, Config config, Binaries binaries, Programs programs) {
    this.folder = folder;
    this.config = config;
    this.binaries = binaries;
    this.programs = programs;
  }

  /** Refuses data that this PostgreSQL cannot read, before anything is touched. */
  void requireSameMajor() throws IOException {
    if (!folder.hasData()) {
      return;
    }
    var found = Files.readString(folder.data().resolve("PG_VERSION")).strip();
    if (!found.equals(binaries.major())) {
      throw new EmbeddedPostgresException(otherMajor(found, binaries.major()));
    }
  }

  private String otherMajor(String found, String ours) {
    return "The data in %s was written by PostgreSQL %s, and this program brings PostgreSQL %s, which cannot read it."
            .formatted(folder.data(), found, ours)
        + " Nothing was changed. Either export it with pg_dump of PostgreSQL %s and import it into a new folder,"
            .formatted(found)
        + " or run PostgreSQL %s on it yourself and set DATABASE_URL.".formatted(found);
  }

  /** The names are fixed when the data is made; others would only fail later and less clearly. */
  static void requireSameNames(Folder folder, Config config) throws IOException {
    var file = folder.data().resolve(NAMES);
    var found = Files.exists(file) ? Files.readString(file) : "";
    if (!found.equals(names(config))) {
      throw new EmbeddedPostgresException(
          "The data in "
              + folder.data()
              + " was not made for user '%s' and database '%s'. Use the names it was made with, or another folder."
                  .formatted(config.user(), config.database()));
    }
  }

  private static String names(Config config) {
    return config.user() + "\n" + config.database() + "\n";
  }

  /** Makes the data folder beside its place and renames it when it is whole. */
  void create() throws IOException {
    requireNoRemains();
    if (Password.read(folder).isEmpty()) {
      Password.generate().save(folder);
    }
    var draft = folder.draftData();
    initdb(draft);
    sql(draft, "CREATE DATABASE \"" + config.database() + "\"");
    ServerConf.include(draft);
    FileTree.writePrivately(draft.resolve(NAMES), names(config));
    FileTree.replace(draft, folder.data());
  }

  /** A data folder without its version file is damaged, and may still hold what somebody needs. */
  private void requireNoRemains() throws IOException {
    if (Folder.exists(folder.data())) {
      throw new EmbeddedPostgresException(
          folder.data()
              + " exists but is not a data folder of PostgreSQL (PG_VERSION is missing). Nothing was"
              + " changed. Restore it from a backup, or move it away to begin with an empty one.");
    }
  }

  private void initdb(Path data) throws IOException {
    var exit =
        programs.run(
            LIMIT,
            "",
            "initdb",
            "--pgdata=" + data,
            "--username=" + config.user(),
            "--pwfile=" + folder.password(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            config.durable() ? "--sync-method=fsync" : "--no-sync");
    require(exit, "PostgreSQL could not make its data folder " + data + "." + advice());
  }

  /** For the one cause that its own words do not make clear: containers with a made-up user. */
  private String advice() throws IOException {
    return programs.said().contains("could not look up effective user ID")
        ? " It needs a user with an entry in /etc/passwd. Add one, or set DATABASE_URL to a PostgreSQL of your own."
        : "";
  }

  /** Gives a folder whose password file was lost a new password; no database may run on it. */
  void renewPassword() throws IOException {
    var password = Password.generate();
    sql(
        folder.data(),
        "ALTER ROLE \"%s\" PASSWORD '%s'".formatted(config.user(), password.reveal()));
    password.save(folder);
  }

  /** One statement without a server. Failed ones stay out of the log: they may hold a password. */
  private void sql(Path data, String statement) throws IOException {
    var exit =
        programs.run(
            LIMIT,
            statement + ";\n",
            "postgres",
            "--single",
            "-D",
            data.toString(),
            "-c",
            "exit_on_error=true",
            "-c",
            "log_min_error_statement=panic",
            "postgres");
    require(exit, "PostgreSQL could not prepare its data folder " + data + ".");
  }

  private void require(int exit, String complaint) throws IOException {
    if (exit != 0) {
      throw new EmbeddedPostgresException(complaint + programs.said());
    }
  }
}
