package dev.latchkey.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Latchkey as a guest in an embedder's database, on the embedder's pool, in a schema of its own
 * that is emptied before each test. After each test the pool is as it was.
 *
 * <p>Register it in a static field, with an order after the PostgreSQL.
 */
public final class GuestExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  /** A name that is wrong wherever it is not quoted. */
  public static final String SCHEMA = "The \"guest\"; --";

  private static final int POOL = 40;

  private final PostgresExtension postgres;
  private @Nullable AwkwardPool pool;

  public GuestExtension(PostgresExtension postgres) {
    this.postgres = postgres;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (pool == null) {
      pool = new AwkwardPool(postgres.config().serving(), POOL);
      new Migrations(pool, SCHEMA).apply();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    postgres.truncate(SCHEMA);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var differences = List.copyOf(pool().differences());
    pool().differences().clear();
    assertThat(differences).isEmpty();
  }

  /** Classes inside of the class that registered this come and go; it stays for all of them. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (pool != null && context.getTestClass().orElseThrow().getEnclosingClass() == null) {
      pool.close();
      pool = null;
    }
  }

  /** The embedder's. */
  public AwkwardPool pool() {
    if (pool == null) {
      throw new IllegalStateException("register the extension in a static field");
    }
    return pool;
  }

  /** A node of its own that nobody hears of events from. */
  public StoragePorts ports() {
    return module().ports();
  }

  /** A node of its own, on the schema as it is, with little patience for locks. */
  public PersistenceModule module() {
    var module =
        PersistenceModule.open(
            pool(),
            GuestConfig.in(SCHEMA).migratedElsewhere(),
            new CountingIds(),
            MutableTime.somewhen());
    module.connect(List.of());
    return module;
  }

  /** For looking at rows as they are. */
  public Jdbi jdbi() {
    return postgres.jdbi();
  }
}
