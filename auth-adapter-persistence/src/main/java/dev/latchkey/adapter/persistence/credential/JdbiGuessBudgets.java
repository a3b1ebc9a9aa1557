package dev.latchkey.adapter.persistence.credential;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.credential.GuessBudgets;
import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Budgets in the table {@code guess_budget}: one row for each, with the instants it was taken from.
 *
 * <p>The row is the lock: a take waits for the one before it and then sees what that one took.
 */
public final class JdbiGuessBudgets implements GuessBudgets {
  private final Database database;

  public JdbiGuessBudgets(Database database) {
    this.database = database;
  }

  @Override
  public Take take(Budget budget, Instant now) {
    return isTaken(budget, now)
        ? new Take.Granted(budget, now)
        : new Take.Exhausted(freeAgain(budget, now));
  }

  private boolean isTaken(Budget budget, Instant now) {
    var window = budget.limit().window();
    return database.call(
            "take of a budget",
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into guess_budget as b (name, subject, uses, over_at)
                        values (:name, :subject, array[:now], :overAt)
                        on conflict (name, subject) do update
                           set uses = array(select u from unnest(b.uses) u where u > :since)
                                      || excluded.uses,
                               over_at = greatest(b.over_at, excluded.over_at)
                         where (select count(*) from unnest(b.uses) u where u > :since) < :limit
                        """)
                    .bind("name", budget.limit().name())
                    .bind("subject", digest(budget))
                    .bind("now", now)
                    .bind("since", now.minus(window))
                    .bind("overAt", now.plus(window))
                    .bind("limit", budget.limit().limit())
                    .execute())
        == 1;
  }

  /** When the use leaves the window that, counted from the newest, is the last one allowed. */
  private Instant freeAgain(Budget budget, Instant now) {
    var window = budget.limit().window();
    return database
        .call(
            "read a budget",
            handle ->
                handle
                    .createQuery(
                        """
                        select u as used_at
                          from guess_budget b, unnest(b.uses) u
                         where b.name = :name and b.subject = :subject and u > :since
                         order by u desc
                        offset :skipped limit 1
                        """)
                    .bind("name", budget.limit().name())
                    .bind("subject", digest(budget))
                    .bind("since", now.minus(window))
                    .bind("skipped", budget.limit().limit() - 1)
                    .map((row, context) -> Rows.instant(row, "used_at"))
                    .findOne())
        .map(used -> used.plus(window))
        .orElse(now);
  }

  /** Removes one use only: another may have been granted at the same microsecond. */
  @Override
  public void giveBack(Take.Granted granted) {
    database.call(
        "give back to a budget",
        handle ->
            handle
                .createUpdate(
                    """
                    update guess_budget
                       set uses = array(
                             select u from unnest(uses) with ordinality as each(u, n)
                              where n <> array_position(uses, :at)
                              order by n)
                     where name = :name and subject = :subject and :at = any(uses)
                    """)
                .bind("name", granted.budget().limit().name())
                .bind("subject", digest(granted.budget()))
                .bind("at", granted.at())
                .execute());
  }

  @Override
  public void clear(Budget budget) {
    database.call(
        "clear a budget",
        handle ->
            handle
                .createUpdate(
                    """
                    delete from guess_budget
                     where name = :name and subject = :subject
                    """)
                .bind("name", budget.limit().name())
                .bind("subject", digest(budget))
                .execute());
  }

  @Override
  public int purge(Instant overBefore) {
    return database.purge(
        "purge budgets",
        """
        delete from guess_budget
         where ctid = any(array(
           select ctid from guess_budget
            where over_at < :before
            limit :batch
              for update skip locked))
        """,
        overBefore);
  }

  /** What is kept of the subject of a budget. */
  public static byte[] digest(Budget budget) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(budget.subject().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
