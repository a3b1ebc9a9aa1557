package dev.latchkey.adapter.persistence;

import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Limits how long a step waits for a lock, for the time of its transaction: nothing of it stays on
 * a connection that was lent.
 */
record ShortLocks(Duration limit) implements Callback {

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (var statement = context.getConnection().createStatement()) {
      statement.execute("set local lock_timeout to " + limit.toMillis());
    } catch (SQLException refused) {
      throw new FlywayException("the lock timeout cannot be set", refused);
    }
  }

  @Override
  public String getCallbackName() {
    return "short locks";
  }
}
