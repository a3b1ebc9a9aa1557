package dev.latchkey.adapter.persistence.ratelimit;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.contract.RateLimiterContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** By the clock of the database, as the server has it. */
class DatabaseTimeTest extends RateLimiterContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected RateLimiter limiter() {
    return new JdbiRateLimiter(postgres.database());
  }

  @Override
  protected RateLimiter anotherNode() {
    return new JdbiRateLimiter(new Database(postgres.database().source()));
  }
}
