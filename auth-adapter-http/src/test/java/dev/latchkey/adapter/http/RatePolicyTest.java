package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.domain.ratelimit.RateLimit;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What may be changed about the limits, and what not. */
class RatePolicyTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final RatePolicy standard = RatePolicy.standard();

  @Test
  void by_default_it_is_three_hundred_a_minute_and_the_table_of_operations() {
    assertThat(standard.enforced()).isTrue();
    assertThat(standard.everything()).isEqualTo(new RateLimit("api", 300, Duration.ofMinutes(1)));
    assertThat(standard.operations())
        .containsOnlyKeys(RatePolicy.operationNames())
        .containsEntry("login.address", new RateLimit("login.address", 200, QUARTER))
        .containsEntry("reset.address+account", new RateLimit("reset.address+account", 5, QUARTER));
  }

  @Test
  void one_limit_is_changed_and_all_others_stay() {
    var more = new RateLimit("login.address", 1000, Duration.ofHours(1));
    var changed = standard.with(more);

    assertThat(changed.operations()).containsEntry("login.address", more);
    assertThat(changed.with(new RateLimit("login.address", 200, QUARTER))).isEqualTo(standard);
    assertThat(changed.perMinute(60).everything().limit()).isEqualTo(60);
    assertThat(changed.perMinute(60).operations()).isEqualTo(changed.operations());
  }

  @Test
  void a_limit_that_there_is_not_is_refused() {
    assertThatThrownBy(() -> standard.with(new RateLimit("login.moon", 1, QUARTER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("login.moon");
  }

  @Test
  void every_name_is_one_limit_and_says_of_what() {
    assertThat(RatePolicy.operationNames())
        .doesNotHaveDuplicates()
        .hasSameSizeAs(standard.operations().keySet())
        .allMatch(name -> name.matches("[a-z-]+\\.(address|account|address\\+account)"));
  }

  @Test
  void nobody_waits_for_more_than_a_quarter_of_an_hour_by_default() {
    assertThat(standard.operations().values())
        .allMatch(limit -> limit.window().compareTo(QUARTER) <= 0);
    // As long as an account that is slowed: the time that is told is of one kind.
    assertThat(standard.fields(Limits.LOGIN).limit().window()).isEqualTo(QUARTER);
  }

  @Test
  void whoever_can_be_reached_by_others_counts() {
    var local =
        HttpConfig.standard(
            "127.0.0.1", 0, URI.create("http://localhost:8080"), true, "1", "Latchkey");
    var open =
        HttpConfig.standard(
            "0.0.0.0", 0, URI.create("https://auth.example.com"), false, "1", "Latchkey");

    assertThat(local.withRates(standard.off()).rates().enforced()).isFalse();
    assertThat(open.withRates(standard.perMinute(1000)).rates().enforced()).isTrue();
    assertThatThrownBy(() -> open.withRates(standard.off()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limits");
  }
}
