package dev.latchkey.embedded.postgres;

import dev.latchkey.embedded.postgres.EmbeddedPostgres.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** Folders to try in, and a client to ask with. */
final class Databases {
  private static final Path ROOT = Path.of("target", "databases").toAbsolutePath();
  private static final Path PROGRAMS = ROOT.resolve("programs");

  private Databases() {}

  /** A folder that does not exist yet. */
  static Path nowhere(String name) throws IOException {
    var folder = ROOT.resolve(name);
    FileTree.delete(folder);
    return folder;
  }

  /** A folder without data that borrows its programs, because unpacking them takes a second. */
  static Path empty(String name) throws IOException {
    var folder = Folder.prepare(nowhere(name)).root();
    var programs = Binaries.installIn(Folder.prepare(PROGRAMS)).home();
    Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
    return folder;
  }

  /** Quick and careless about power failures. */
  static Config quick(Path folder) {
    return Config.in(folder).withSettings(Map.of("fsync", "off", "shared_buffers", "16MB"));
  }

  static EmbeddedPostgres start(Path folder) {
    return EmbeddedPostgres.start(quick(folder));
  }

  static Connection connect(EmbeddedPostgres database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  static void execute(EmbeddedPostgres database, String sql) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(EmbeddedPostgres database, String sql) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  static void remember(EmbeddedPostgres database, String word) throws SQLException {
    execute(database, "create table if not exists note (word text primary key)");
    execute(database, "insert into note values ('" + word + "')");
  }

  static String remembered(EmbeddedPostgres database) throws SQLException {
    return ask(database, "select string_agg(word, ',' order by word) from note");
  }

  static Postmaster postmaster(Path folder) throws IOException {
    return Postmaster.of(folder.resolve("pgdata")).orElseThrow();
  }

  static boolean running(Path folder) throws IOException {
    return Postmaster.of(folder.resolve("pgdata")).isPresent();
  }
}
