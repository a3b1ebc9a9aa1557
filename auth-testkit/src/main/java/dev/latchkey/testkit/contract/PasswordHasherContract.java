package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordHasher;
import dev.latchkey.domain.credential.PasswordHasher.Judgement;
import dev.latchkey.domain.credential.PasswordHasher.Match;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.OverloadedException;
import dev.latchkey.testkit.fixture.Secrets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordHasher} promises. */
public abstract class PasswordHasherContract {
  private static final PlainPassword RIGHT = Secrets.password();
  private static final PlainPassword WRONG = Secrets.otherPassword();

  protected abstract PasswordHasher hasher();

  /** One with other parameters than {@link #hasher()}. */
  protected abstract PasswordHasher hasherOfYesterday();

  /** One where all places are taken, those for waiting too. */
  protected abstract PasswordHasher fullHasher();

  /** A hash of exactly these characters in UTF-8, made by somebody who never heard of NFC. */
  protected abstract PasswordHash madeElsewhere(String typed);

  @Test
  void the_right_password_matches_its_hash() {
    assertThat(hasher().verify(RIGHT, hasher().hash(RIGHT))).isEqualTo(new Match.Matched());
  }

  @Test
  void another_password_does_not_match() {
    assertThat(hasher().verify(WRONG, hasher().hash(RIGHT))).isEqualTo(new Match.Mismatched());
  }

  @Test
  void two_hashes_of_one_password_differ_and_both_match() {
    var first = hasher().hash(RIGHT);
    var second = hasher().hash(RIGHT);

    assertThat(first).isNotEqualTo(second);
    assertThat(hasher().verify(RIGHT, first)).isEqualTo(new Match.Matched());
    assertThat(hasher().verify(RIGHT, second)).isEqualTo(new Match.Matched());
  }

  @Test
  void a_hash_of_yesterday_matches_and_is_stale() {
    var stale = hasherOfYesterday().hash(RIGHT);

    assertThat(hasher().verify(RIGHT, stale)).isEqualTo(new Match.MatchedButStale());
    assertThat(hasher().verify(WRONG, stale)).isEqualTo(new Match.Mismatched());
  }

  @Test
  void a_hash_names_its_scheme_and_hides_its_password() {
    var hash = hasher().hash(RIGHT);

    assertThat(hash.phc()).startsWith("$").doesNotContain(Secrets.CANARY);
    assertThat(hash.toString()).doesNotContain(hash.phc());
  }

  @Test
  void an_accent_may_be_typed_in_two_ways() {
    assertThat(verify("caf\u00e9 au lait", "cafe\u0301 au lait")).isEqualTo(new Match.Matched());
    assertThat(verify("caf\u00e9 au lait", "cafe au lait")).isEqualTo(new Match.Mismatched());
  }

  @Test
  void a_hash_that_was_made_elsewhere_matches_what_was_typed_and_its_normal_form_and_is_stale() {
    var decomposed = madeElsewhere("cafe\u0301 au lait");
    var composed = madeElsewhere("caf\u00e9 au lait");

    assertThat(typed("cafe\u0301 au lait", decomposed)).isEqualTo(new Match.MatchedButStale());
    assertThat(typed("cafe\u0301 au lait", composed)).isEqualTo(new Match.MatchedButStale());
    assertThat(typed("caf\u00e9 au lait", composed)).isEqualTo(new Match.MatchedButStale());
    assertThat(typed("cafe au lait", decomposed)).isEqualTo(new Match.Mismatched());
  }

  @Test
  void every_hash_that_matches_is_accepted() {
    for (var hash :
        List.of(
            hasher().hash(RIGHT), hasherOfYesterday().hash(RIGHT), madeElsewhere("somewhere"))) {
      assertThat(hasher().judge(hash)).isEqualTo(new Judgement.Accepted());
    }
  }

  @Test
  void a_hash_that_is_none_is_refused_without_repeating_it_and_never_worked_on() {
    for (var text :
        List.of("", "$", "$$$$", "canary", "{noop}canary", "\0canary\ud800", "$canary$v=1$$")) {
      var hash = new PasswordHash(text);

      assertThat(hasher().judge(hash))
          .isInstanceOfSatisfying(
              Judgement.Refused.class,
              refused -> assertThat(refused.reason()).isNotBlank().doesNotContain("canary"));
      assertThatIllegalStateException()
          .isThrownBy(() -> hasher().verify(RIGHT, hash))
          .withMessageNotContaining("canary");
    }
  }

  @Test
  void judging_is_no_work() {
    var hash = hasher().hash(RIGHT);

    assertThat(fullHasher().judge(hash)).isEqualTo(new Judgement.Accepted());
  }

  @Test
  void every_character_counts() {
    assertThat(verify("Tr0ub4dor&3", "tr0ub4dor&3")).isEqualTo(new Match.Mismatched());
    assertThat(verify("Tr0ub4dor&3", "Tr0ub4dor&3 ")).isEqualTo(new Match.Mismatched());
    assertThat(verify("Tr0ub4dor\0&3", "Tr0ub4dor\0")).isEqualTo(new Match.Mismatched());
    assertThat(verify("Tr0ub4dor\0&3", "Tr0ub4dor\0&3")).isEqualTo(new Match.Matched());
  }

  @Test
  void the_longest_password_counts_to_its_last_character() {
    var common = "\ud83d\udd11".repeat(PlainPassword.LONGEST - 1);

    assertThat(verify(common + "a", common + "a")).isEqualTo(new Match.Matched());
    assertThat(verify(common + "a", common + "b")).isEqualTo(new Match.Mismatched());
  }

  @Test
  void nobody_is_verified_without_a_word() {
    hasher().verifyNobody(RIGHT);
  }

  @Test
  void whoever_comes_when_all_places_are_taken_is_told_to_come_again() {
    var hash = hasher().hash(RIGHT);
    var full = fullHasher();

    assertIsTurnedAway(() -> full.hash(RIGHT));
    assertIsTurnedAway(() -> full.verify(RIGHT, hash));
    assertIsTurnedAway(() -> full.verifyNobody(RIGHT));
    assertIsTurnedAway(full::turn);
  }

  @Test
  void whoever_has_a_place_works_there_as_often_as_he_likes() {
    try (var turn = hasher().turn()) {
      var hash = turn.hash(RIGHT);

      assertThat(turn.verify(RIGHT, hash)).isEqualTo(new Match.Matched());
      assertThat(turn.verify(WRONG, hash)).isEqualTo(new Match.Mismatched());
      turn.verifyNobody(RIGHT);
    }
  }

  @Test
  void many_threads_get_their_own_answers() {
    var hasher = hasher();
    var hash = hasher.hash(RIGHT);
    var answers = new ArrayList<Match>();
    Race.of(Race.MANY, () -> hasher.verify(RIGHT, hash)).forEach(answers::add);
    Race.of(Race.MANY, () -> hasher.verify(WRONG, hash)).forEach(answers::add);

    assertThat(answers.subList(0, Race.MANY)).containsOnly(new Match.Matched());
    assertThat(answers.subList(Race.MANY, 2 * Race.MANY)).containsOnly(new Match.Mismatched());
  }

  private static void assertIsTurnedAway(ThrowingCallable caller) {
    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(caller)
        .satisfies(overloaded -> assertThat(overloaded.retryAfter()).isPositive());
  }

  private Match verify(String chosen, String typed) {
    return typed(typed, hasher().hash(PlainPassword.parse(chosen).orElseThrow()));
  }

  private Match typed(String typed, PasswordHash hash) {
    return hasher().verify(PlainPassword.parse(typed).orElseThrow(), hash);
  }
}
