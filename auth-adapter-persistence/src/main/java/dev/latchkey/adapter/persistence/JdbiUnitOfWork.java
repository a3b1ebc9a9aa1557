package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.UnitOfWork;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;

/**
 * One JDBC transaction (READ COMMITTED) for each unit of work; every repository on the same {@link
 * Database} and the same thread takes part in it.
 *
 * <p>Units do not nest. A transaction that does not commit is reported as an {@link
 * dev.latchkey.domain.kernel.InfrastructureException}.
 */
public final class JdbiUnitOfWork implements UnitOfWork {
  private final Database database;

  public JdbiUnitOfWork(Database database) {
    this.database = database;
  }

  @Override
  public <T> T write(Supplier<T> work) {
    if (database.unitConnection().isPresent()) {
      throw new IllegalStateException("a unit of work is already open on this thread");
    }
    try (var transaction = open()) {
      transaction.begin();
      var result = work.get();
      transaction.commit();
      return result;
    }
  }

  /** Jdbi joins whatever is open silently; so its own ways to share a handle are not used here. */
  private Transaction open() {
    try {
      return new Transaction(database, database.jdbi().open());
    } catch (JdbiException failure) {
      throw SqlErrors.outage("open a unit of work", failure);
    }
  }
}
