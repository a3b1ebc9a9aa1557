package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** What one unit of work is done in; undone when closed before it was committed. */
abstract sealed class Transaction implements AutoCloseable
    permits OwnTransaction, JoinedTransaction {
  protected final Handle handle;
  private @Nullable InfrastructureException failure;

  protected Transaction(Handle handle) {
    this.handle = handle;
  }

  /**
   * Makes it ready for work.
   *
   * @throws InfrastructureException when the database does not do as it is told
   * @throws IllegalStateException when the connection is none to work on
   */
  abstract void begin();

  /** Whether somebody else decides over its end. */
  abstract boolean isJoined();

  /** Ends it well, as far as that is ours to do. */
  protected abstract void end();

  /**
   * Never throws: after a commit there is nothing left to fail, and before it the reason is already
   * on its way.
   */
  @Override
  public abstract void close();

  final Connection connection() {
    return handle.getConnection();
  }

  final <T> T call(String operation, Function<Handle, T> work) {
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
  final void commit() {
    if (failure != null) {
      throw new InfrastructureException("commit a unit of work", failure);
    }
    end();
  }
}
