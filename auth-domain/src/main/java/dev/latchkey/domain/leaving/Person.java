package dev.latchkey.domain.leaving;

import dev.latchkey.domain.ratelimit.RateLimit.Budget;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.UserId;
import java.util.List;

/**
 * All by which a storage can tell that something is about this user.
 *
 * @param budgets what is counted under his address: storages keep a digest of it, by which nobody
 *     could find the counters who did not know their names
 */
public record Person(UserId id, EmailAddress email, List<Budget> budgets) {
  public Person {
    budgets = List.copyOf(budgets);
  }
}
