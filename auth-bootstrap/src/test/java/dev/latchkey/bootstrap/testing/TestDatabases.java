package dev.latchkey.bootstrap.testing;

import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** One embedded PostgreSQL for all tests of this JVM, and a fresh database in it for each asker. */
public final class TestDatabases {
  private static final Map<String, String> CARELESS =
      Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

  /** Started by the first asker; stopped when the JVM ends. */
  private static final EmbeddedPostgres POSTGRES = start();

  private TestDatabases() {}

  private static EmbeddedPostgres start() {
    var postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgres.Config.in(Path.of("target/test-postgres")).withSettings(CARELESS));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    return postgres;
  }

  /** The name of a new, empty database. */
  public static String create() {
    var name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    execute("create database " + name);
    return name;
  }

  public static void drop(String name) {
    execute("drop database if exists " + name + " with (force)");
  }

  /** As in {@code DATABASE_URL}. */
  public static String url(String name) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(POSTGRES.user(), encoded(POSTGRES.password()), POSTGRES.port(), name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void execute(String sql) {
    try (var connection =
            DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A connection of our own, for a look at what a server does. */
  public static Connection connect(String databaseUrl) throws SQLException {
    var name = databaseUrl.substring(databaseUrl.lastIndexOf('/') + 1);
    var url = POSTGRES.jdbcUrl().replaceFirst("/[^/]+$", "/" + name);
    return DriverManager.getConnection(url, POSTGRES.user(), POSTGRES.password());
  }
}
