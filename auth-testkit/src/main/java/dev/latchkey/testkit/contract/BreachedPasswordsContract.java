package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.credential.BreachedPasswords.Finding;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.testkit.fixture.Secrets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What every {@link BreachedPasswords} promises. */
public abstract class BreachedPasswordsContract {

  /** One that knows this password, and no other. */
  protected abstract BreachedPasswords knowing(PlainPassword breached);

  /** One whose source does not answer. */
  protected abstract BreachedPasswords away();

  @Test
  void a_breached_password_is_found() {
    assertThat(knowing(Secrets.password()).find(Secrets.password())).isEqualTo(Finding.BREACHED);
  }

  @Test
  void another_one_is_not() {
    assertThat(knowing(Secrets.password()).find(Secrets.otherPassword()))
        .isEqualTo(Finding.NOT_FOUND);
  }

  @Test
  void every_character_counts() {
    var louder = PlainPassword.parse(Secrets.PASSWORD.toUpperCase(Locale.ROOT));

    assertThat(knowing(Secrets.password()).find(louder.orElseThrow())).isEqualTo(Finding.NOT_FOUND);
  }

  @Test
  void when_its_source_is_away_it_says_so_soon() {
    var away = away();
    away.find(Secrets.password());
    var before = System.nanoTime();

    assertThat(away.find(Secrets.password())).isEqualTo(Finding.UNANSWERED);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void many_threads_get_their_own_answers() {
    var passwords = knowing(Secrets.password());

    assertThat(Race.of(Race.MANY, () -> passwords.find(Secrets.password())))
        .containsOnly(Finding.BREACHED);
  }
}
