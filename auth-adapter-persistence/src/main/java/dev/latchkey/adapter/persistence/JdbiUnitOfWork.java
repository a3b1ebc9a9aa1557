package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.UnitOfWork;
import java.util.function.Supplier;

/**
 * One JDBC transaction (READ COMMITTED) for each unit of work; every repository on the same {@link
 * Database} and the same thread takes part in it.
 *
 * <p>Units do not nest. A transaction that does not commit is reported as an {@link
 * dev.latchkey.domain.kernel.InfrastructureException}.
 *
 * <p>On a database that joins transactions of its caller, and in one, returning commits nothing and
 * leaves the work to the caller, whereas throwing undoes the work of this unit at once and leaves
 * the rest of the caller's transaction as it was.
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
    try (var transaction = database.transaction()) {
      transaction.begin();
      return answered(transaction, work);
    }
  }

  private <T> T answered(Transaction transaction, Supplier<T> work) {
    database.enter(transaction);
    try {
      var result = work.get();
      transaction.commit();
      return result;
    } finally {
      database.leave();
    }
  }
}
