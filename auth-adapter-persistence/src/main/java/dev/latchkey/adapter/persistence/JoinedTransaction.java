package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of a transaction that belongs to the caller, who alone commits it or rolls it back.
 *
 * <p>The part is all or nothing, whatever the caller makes of the rest: it begins with a savepoint,
 * and a failure goes back to it, so that a failed statement of ours does not spoil the transaction.
 * The search path is ours in between and the caller's again after. Savepoints are written as SQL,
 * for connections of a distributed transaction refuse the methods of JDBC.
 */
final class JoinedTransaction extends Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(JoinedTransaction.class);
  private static final String BACK =
      "rollback to savepoint latchkey_unit; release savepoint latchkey_unit";

  private final String path;
  private String pathBefore = "";
  private boolean isOpen;

  JoinedTransaction(Handle handle, String path) {
    super(handle);
    this.path = path;
  }

  @Override
  void begin() {
    try {
      if (connection().getAutoCommit()) {
        throw new IllegalStateException("there is no transaction to join: autocommit is on");
      }
      execute("savepoint latchkey_unit");
      isOpen = true;
      enter();
    } catch (SQLException refused) {
      throw SqlErrors.outage("join a transaction", refused);
    }
  }

  /** Under any other isolation the guards of our statements would see what was, and not what is. */
  private void enter() throws SQLException {
    try (var entrance = connection().prepareStatement(ENTER)) {
      entrance.setString(1, path);
      try (var before = entrance.executeQuery()) {
        before.next();
        pathBefore = before.getString("path");
        var isolation = before.getString("isolation");
        if (!isolation.startsWith("read ")) {
          throw new IllegalStateException("units join READ COMMITTED, not " + isolation);
        }
      }
    }
  }

  private static final String ENTER =
      """
      with before as materialized (
        select current_setting('search_path') as path,
               current_setting('transaction_isolation') as isolation)
      select path, isolation, set_config('search_path', ?, true) from before
      """;

  @Override
  boolean isJoined() {
    return true;
  }

  @Override
  protected void end() {
    try {
      leave();
      execute("release savepoint latchkey_unit");
      isOpen = false;
    } catch (SQLException refused) {
      throw new InfrastructureException("leave a joined transaction", refused);
    }
  }

  private void leave() throws SQLException {
    try (var exit = connection().prepareStatement("select set_config('search_path', ?, true)")) {
      exit.setString(1, pathBefore);
      exit.execute();
    }
  }

  @Override
  public void close() {
    try (handle) {
      if (isOpen) {
        execute(BACK);
      }
    } catch (SQLException lost) {
      LOG.warn("a transaction was lost while a unit in it was rolled back");
    }
  }

  private void execute(String sql) throws SQLException {
    Connection callers = connection();
    try (var statement = callers.createStatement()) {
      statement.execute(sql);
    }
  }
}
