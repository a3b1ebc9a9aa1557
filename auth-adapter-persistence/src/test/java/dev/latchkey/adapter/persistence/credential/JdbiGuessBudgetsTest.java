package dev.latchkey.adapter.persistence.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.persistence.PostgresExtension;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.credential.GuessBudgets.Take;
import dev.latchkey.domain.ratelimit.RateLimit;
import dev.latchkey.testkit.contract.GuessBudgetsContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbiGuessBudgetsTest extends GuessBudgetsContract {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  @Override
  protected StoragePorts ports() {
    return postgres.ports();
  }

  @Override
  protected StoragePorts anotherNode() {
    return postgres.ports();
  }

  @Test
  void of_two_that_were_taken_at_the_same_microsecond_one_is_given_back() {
    var budget = new RateLimit("test", 2, Duration.ofHours(1)).of("ada");
    var granted = (Take.Granted) storage.budgets().take(budget, now());
    storage.budgets().take(budget, now());

    storage.budgets().giveBack(granted);

    assertThat(storage.budgets().take(budget, now())).isInstanceOf(Take.Granted.class);
    assertThat(storage.budgets().take(budget, now())).isInstanceOf(Take.Exhausted.class);
  }

  @Test
  void what_is_kept_of_a_subject_is_a_digest() {
    storage.budgets().take(new RateLimit("test", 2, Duration.ofHours(1)).of("ada"), now());

    var rows =
        postgres
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select b::text from guess_budget b")
                        .mapTo(String.class)
                        .list());
    assertThat(rows).hasSize(1).noneMatch(row -> row.contains("ada"));
  }
}
