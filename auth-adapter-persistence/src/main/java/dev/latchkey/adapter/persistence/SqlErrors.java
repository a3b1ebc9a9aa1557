package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.kernel.InfrastructureException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;

/**
 * The one place where a failure of the database gets its name in the domain's words.
 *
 * <p>Jdbi's exceptions tell the statement with everything bound to it, digests and addresses among
 * them; so only what the driver said goes on.
 */
public final class SqlErrors {
  private SqlErrors() {}

  /** The outage that this failure of the named operation amounts to. */
  public static InfrastructureException outage(String operation, JdbiException failure) {
    return driverSaid(failure)
        .map(said -> new InfrastructureException(operation, said))
        .orElseGet(() -> new InfrastructureException(operation, withoutBindings(failure)));
  }

  /** The outage that this failure of the driver or the pool amounts to. */
  public static InfrastructureException outage(String operation, SQLException failure) {
    return new InfrastructureException(operation, failure);
  }

  private static Optional<SQLException> driverSaid(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static IllegalStateException withoutBindings(JdbiException failure) {
    var bare = new IllegalStateException(failure.getClass().getSimpleName());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }
}
