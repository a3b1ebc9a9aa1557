package dev.latchkey.examples.embedded;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;

/** The database of a service, which is empty, and the pool that the service has anyway. */
public final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final HikariDataSource pool;

  private Postgres(EmbeddedPostgres server, HikariDataSource pool) {
    this.server = server;
    this.pool = pool;
  }

  public static Postgres start(Path folder) {
    var careless = Map.of("fsync", "off", "full_page_writes", "off");
    var server = EmbeddedPostgres.start(EmbeddedPostgres.Config.in(folder).withSettings(careless));
    var pool = new HikariDataSource();
    pool.setJdbcUrl(server.jdbcUrl());
    pool.setUsername(server.user());
    pool.setPassword(server.password());
    return new Postgres(server, pool);
  }

  public HikariDataSource pool() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    server.close();
  }
}
