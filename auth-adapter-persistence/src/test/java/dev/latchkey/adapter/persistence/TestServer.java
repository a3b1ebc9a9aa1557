package dev.latchkey.adapter.persistence;

import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL that the tests of this module run on. The property {@code latchkey.test.postgres}
 * says which: {@code embedded}, which needs nothing; {@code container}, a stock image on a Docker
 * engine; or the URL of a database that is emptied and must be called {@code latchkey_test}.
 */
interface TestServer extends AutoCloseable {
  String EXPENDABLE = "latchkey_test";

  /** As a superuser. */
  DatabaseAccess access();

  @Override
  void close();

  private static String wanted() {
    return System.getProperty("latchkey.test.postgres", "embedded");
  }

  /** Why the one that was asked for is not to be had, so that tests are skipped; else empty. */
  static Optional<String> whyNot() {
    return wanted().equals("container") ? ContainerServer.whyNot() : Optional.empty();
  }

  static TestServer start() {
    var wanted = wanted();
    return switch (wanted) {
      case "embedded" -> Embedded.start();
      case "container" -> ContainerServer.start();
      default -> External.at(DatabaseAccess.parse(wanted));
    };
  }

  /** One of our own, with its data in the folder of the build. */
  record Embedded(EmbeddedPostgres server) implements TestServer {
    private static TestServer start() {
      var settings = Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");
      var folder = Path.of("target", "postgres").toAbsolutePath();
      return new Embedded(
          EmbeddedPostgres.start(EmbeddedPostgres.Config.in(folder).withSettings(settings)));
    }

    @Override
    public DatabaseAccess access() {
      return new DatabaseAccess(server.jdbcUrl(), server.user(), server.password());
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** One that somebody else started; nobody's real data is in a database of that name. */
  record External(DatabaseAccess access) implements TestServer {
    private static TestServer at(DatabaseAccess access) {
      if (!access.location().endsWith("/" + EXPENDABLE)) {
        throw new IllegalArgumentException("tests empty their database: call it " + EXPENDABLE);
      }
      return new External(access);
    }

    @Override
    public void close() {}
  }
}
