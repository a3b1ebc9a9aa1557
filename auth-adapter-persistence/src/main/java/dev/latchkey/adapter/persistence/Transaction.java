package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transaction of one unit of work; rolled back when closed before it was committed. */
final class Transaction implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Database database;
  private final Handle handle;
  private @Nullable InfrastructureException failure;

  Transaction(Database database, Handle handle) {
    this.database = database;
    this.handle = handle;
  }

  void begin() {
    try {
      handle.begin();
      database.enter(this);
    } catch (JdbiException refused) {
      throw SqlErrors.outage("begin a unit of work", refused);
    }
  }

  Connection connection() {
    return handle.getConnection();
  }

  <T> T call(String operation, Function<Handle, T> work) {
    try {
      return work.apply(handle);
    } catch (JdbiException refused) {
      failure = SqlErrors.outage(operation, refused);
      throw failure;
    }
  }

  /**
   * Commits, or throws. PostgreSQL answers the commit of a transaction in which a statement failed
   * by rolling it back, and the driver takes that for success; whoever caught the failure and went
   * on would believe that his work is kept.
   */
  void commit() {
    if (failure != null) {
      throw new InfrastructureException("commit a unit of work", failure);
    }
    try {
      handle.commit();
    } catch (JdbiException refused) {
      throw SqlErrors.outage("commit a unit of work", refused);
    }
  }

  /**
   * Never throws: after a commit there is nothing left to fail, and before it the reason is already
   * on its way.
   */
  @Override
  public void close() {
    database.leave();
    try (handle) {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (JdbiException lost) {
      LOG.warn("a connection was lost while its unit of work was rolled back");
    }
  }
}
