package dev.latchkey.adapter.persistence.ratelimit;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.credential.JdbiGuessBudgets;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.ratelimit.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits in the table of the guess budgets, under names of their own: the same rows, cleared away
 * by the same upkeep, and counted by the clock of the database, which is one for all nodes.
 *
 * <p>For limits that are too small to be divided among nodes. Each decision is a write.
 */
public final class JdbiRateLimiter implements RateLimiter {

  /** A century stands for all that is longer. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  private final Database database;
  private final Clock clock;

  public JdbiRateLimiter(Database database) {
    this(database, () -> null);
  }

  JdbiRateLimiter(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Tells the time to tests; null is the time of the database. */
  interface Clock {
    @Nullable Instant now();
  }

  @Override
  public Decision admit(RateLimit limit, String subject) {
    var budget = new RateLimit("limit:" + limit.name(), limit.limit(), length(limit)).of(subject);
    return taken(budget)
        .<Decision>map(count -> new Decision.Admitted(limit.limit() - count, limit.window()))
        .orElseGet(() -> new Decision.Refused(freeAgain(budget)));
  }

  private static Duration length(RateLimit limit) {
    return limit.window().compareTo(LONGEST) < 0 ? limit.window() : LONGEST;
  }

  /**
   * How many count, the new one included; empty when it was one too many. A clock that went back by
   * more than a window finds nothing that counts. The row stays a minute longer than it counts: the
   * upkeep goes by the clock of a node.
   */
  private Optional<Integer> taken(Budget budget) {
    return database.call(
        "count under a limit",
        handle ->
            handle
                .createQuery(
                    """
                    insert into guess_budget as b (name, subject, uses, over_at)
                    select :name, :subject, array[at], at + :window + interval '1 minute'
                      from (select coalesce(cast(:now as timestamptz), clock_timestamp()) as at) m
                    on conflict (name, subject) do update
                       set uses = array(select u from unnest(b.uses) u
                                         where u > excluded.uses[1] - :window
                                           and u <= excluded.uses[1] + :window)
                                  || excluded.uses,
                           over_at = greatest(b.over_at, excluded.over_at)
                     where (select count(*) from unnest(b.uses) u
                             where u > excluded.uses[1] - :window
                               and u <= excluded.uses[1] + :window) < :limit
                    returning cardinality(uses)
                    """)
                .bind("name", budget.limit().name())
                .bind("subject", JdbiGuessBudgets.digest(budget))
                .bind("now", clock.now())
                .bind("window", budget.limit().window())
                .bind("limit", budget.limit().limit())
                .mapTo(Integer.class)
                .findOne());
  }

  /** Until the use leaves the window that, counted from the newest, is the last one allowed. */
  private Duration freeAgain(Budget budget) {
    return database
        .call(
            "read a limit",
            handle ->
                handle
                    .createQuery(
                        """
                        select extract(epoch from u + :window - at) * 1000000
                          from guess_budget b, unnest(b.uses) u,
                               (select coalesce(cast(:now as timestamptz), clock_timestamp()) as at) m
                         where b.name = :name and b.subject = :subject
                           and u > at - :window and u <= at + :window
                         order by u desc
                        offset :skipped limit 1
                        """)
                    .bind("name", budget.limit().name())
                    .bind("subject", JdbiGuessBudgets.digest(budget))
                    .bind("now", clock.now())
                    .bind("window", budget.limit().window())
                    .bind("skipped", budget.limit().limit() - 1)
                    .mapTo(Long.class)
                    .findOne())
        .map(micros -> Duration.of(micros, ChronoUnit.MICROS))
        .filter(Duration::isPositive)
        .orElse(TICK);
  }
}
