package dev.latchkey.adapter.persistence.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.ratelimit.RateLimiter;
import dev.latchkey.testkit.contract.MovingWindowContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiRateLimiterTest extends MovingWindowContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected RateLimiter limiter() {
    return new JdbiRateLimiter(postgres.database(), time::instant);
  }

  @Override
  protected RateLimiter anotherNode() {
    return new JdbiRateLimiter(new Database(postgres.database().source()), time::instant);
  }

  @Test
  void what_is_kept_of_a_subject_is_a_digest() {
    ask();

    assertThat(rows()).hasSize(1).noneMatch(row -> row.contains(ADA));
  }

  @Test
  void no_more_is_kept_of_a_subject_than_counts() {
    for (var n = 0; n < 20; n++) {
      time.advance(HOUR.dividedBy(7));
      ask();
    }

    assertThat(rows()).singleElement().asString().matches("[^{]*\\{([^,]+,){2}[^,]+}.*");
  }

  @Test
  void the_upkeep_of_budgets_forgets_what_no_longer_counts() {
    ask();
    var budgets = postgres.ports().budgets();

    assertThat(budgets.purge(time.instant().plus(HOUR))).isZero();
    assertThat(budgets.purge(time.instant().plus(HOUR).plusSeconds(61))).isEqualTo(1);
  }

  private static List<String> rows() {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select b::text from guess_budget b")
                    .mapTo(String.class)
                    .list());
  }
}
