package dev.latchkey.adapter.persistence;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction on a connection of its own. */
final class OwnTransaction extends Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(OwnTransaction.class);

  private final Terms terms;
  private Runnable giveBack = () -> {};

  OwnTransaction(Handle handle, Terms terms) {
    super(handle);
    this.terms = terms;
  }

  @Override
  void begin() {
    try {
      giveBack = terms.borrow(connection());
      handle.begin();
      terms.open(connection());
    } catch (JdbiException refused) {
      throw SqlErrors.outage("begin a unit of work", refused);
    } catch (SQLException refused) {
      throw SqlErrors.outage("begin a unit of work", refused);
    }
  }

  @Override
  boolean isJoined() {
    return false;
  }

  @Override
  protected void end() {
    try {
      handle.commit();
    } catch (JdbiException refused) {
      throw SqlErrors.outage("commit a unit of work", refused);
    }
  }

  @Override
  public void close() {
    try (handle) {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
      giveBack.run();
    } catch (JdbiException lost) {
      LOG.warn("a connection was lost while its unit of work was rolled back");
    }
  }
}
