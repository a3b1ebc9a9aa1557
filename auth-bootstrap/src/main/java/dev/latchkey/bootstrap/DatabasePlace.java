package dev.latchkey.bootstrap;

import dev.latchkey.adapter.persistence.DatabaseAccess;
import dev.latchkey.adapter.persistence.PersistenceConfig;
import dev.latchkey.bootstrap.settings.AuthConfig.Database;
import dev.latchkey.bootstrap.settings.AuthConfig.Storage;
import dev.latchkey.embedded.postgres.EmbeddedPostgres;
import java.util.Locale;
import java.util.Map;

/**
 * The database that the configuration means, reachable: the embedded one is started, adopted or
 * joined for it.
 *
 * @param told where it is, for people; without credentials
 */
record DatabasePlace(PersistenceConfig config, String told) {

  static DatabasePlace open(
      Storage storage, Map<String, String> postgresSettings, ClosingStack stack) {
    return switch (storage.database()) {
      case Database.Embedded() -> embedded(storage, postgresSettings, stack);
      case Database.External external -> external(storage, external);
    };
  }

  private static DatabasePlace embedded(
      Storage storage, Map<String, String> postgresSettings, ClosingStack stack) {
    var postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgres.Config.in(storage.postgresFolder()).withSettings(postgresSettings));
    stack.defer(postgres::close);
    var access = new DatabaseAccess(postgres.jdbcUrl(), postgres.user(), postgres.password());
    var role = postgres.role().name().toLowerCase(Locale.ROOT);
    return new DatabasePlace(
        PersistenceConfig.of(access).withPoolSize(storage.poolSize()),
        "embedded PostgreSQL on port %d, %s".formatted(postgres.port(), role));
  }

  private static DatabasePlace external(Storage storage, Database.External external) {
    var config = PersistenceConfig.of(external.serving()).withPoolSize(storage.poolSize());
    return new DatabasePlace(
        external.owner().map(config::withOwner).orElse(config), external.serving().location());
  }
}
