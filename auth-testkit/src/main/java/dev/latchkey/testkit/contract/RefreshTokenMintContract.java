package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.RefreshTokenMint;
import dev.latchkey.testkit.fixture.NamedIds;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RefreshTokenMint} promises. */
public abstract class RefreshTokenMintContract {
  private static final SessionId SESSION = new SessionId(NamedIds.of("session"));
  private static final String PREFIX = "lkr_";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** One of several nodes with the same single key; each call makes another. */
  protected abstract RefreshTokenMint mint();

  /** The same after a new key came; that of {@link #mint()} is the earlier one. */
  protected abstract RefreshTokenMint mintAfterRotation();

  /** One with none of our keys. */
  protected abstract RefreshTokenMint strangersMint();

  @Test
  void the_first_token_of_a_session_begins_its_chain() {
    var first = mint().first(SESSION);

    assertThat(first.session()).isEqualTo(SESSION);
    assertThat(first.generation()).isZero();
    assertThat(first.key()).isEqualTo(mint().currentKey());
  }

  @Test
  void two_first_tokens_differ() {
    var mint = mint();

    assertThat(mint.first(SESSION).digest()).isNotEqualTo(mint.first(SESSION).digest());
  }

  @Test
  void a_written_token_is_read_as_it_was_on_every_node() {
    var first = mint().first(SESSION);
    var second = mint().successorOf(first);

    assertSame(mint().read(mint().write(first)).orElseThrow(), first);
    assertSame(mint().read(mint().write(second)).orElseThrow(), second);
  }

  @Test
  void the_text_is_base64url_after_a_prefix_that_secret_scanners_know() {
    assertThat(mint().write(mint().first(SESSION))).matches(PREFIX + "[A-Za-z0-9_-]{80,400}");
  }

  @Test
  void a_token_does_not_print_its_secret() {
    var token = mint().first(SESSION);

    assertThat(token.toString()).doesNotContain(token.secret().reveal());
  }

  @Test
  void a_successor_continues_the_chain() {
    var first = mint().first(SESSION);
    var second = mint().successorOf(first);

    assertThat(second.session()).isEqualTo(SESSION);
    assertThat(second.generation()).isEqualTo(1);
    assertThat(second.digest()).isNotEqualTo(first.digest());
    assertThat(mint().successorOf(second).generation()).isEqualTo(2);
    assertThat(mint().successorOf(second).digest()).isNotEqualTo(second.digest());
  }

  @Test
  void whoever_repeats_a_trade_gets_the_same_successor_on_any_node() {
    var first = mint().first(SESSION);

    assertThat(mint().write(mint().successorOf(first)))
        .isEqualTo(mint().write(mint().successorOf(first)));
  }

  @Test
  void a_successor_depends_on_session_generation_and_secret() {
    var first = mint().first(SESSION);
    var other = new SessionId(NamedIds.of("other session"));
    var elsewhere = new RefreshToken(other, first.generation(), first.key(), first.secret());
    var later = new RefreshToken(SESSION, first.generation() + 1, first.key(), first.secret());

    assertThat(
            List.of(
                successorOf(first),
                successorOf(elsewhere),
                successorOf(later),
                successorOf(mint().successorOf(first))))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_key_that_a_token_is_labelled_with_derives_its_successor() {
    var first = mint().first(SESSION);
    var rotated = mintAfterRotation();
    var relabelled = first.under(rotated.currentKey());

    assertThat(rotated.successorOf(first).digest()).isEqualTo(successorOf(first));
    assertThat(rotated.successorOf(relabelled).digest()).isNotEqualTo(successorOf(first));
  }

  @Test
  void after_a_new_key_came_old_tokens_are_read_and_their_successors_wear_the_new_one() {
    var rotated = mintAfterRotation();
    var first = rotated.read(mint().write(mint().first(SESSION))).orElseThrow();

    assertThat(rotated.currentKey()).isNotEqualTo(mint().currentKey());
    assertThat(first.key()).isEqualTo(mint().currentKey());
    assertThat(rotated.successorOf(first).key()).isEqualTo(rotated.currentKey());
    assertThat(rotated.first(SESSION).key()).isEqualTo(rotated.currentKey());
  }

  @Test
  void a_token_is_tagged_with_the_key_that_it_is_labelled_with() {
    var first = mint().first(SESSION);

    assertThat(mintAfterRotation().write(first)).isEqualTo(mint().write(first));
  }

  @Test
  void a_token_that_is_labelled_with_a_key_that_we_do_not_have_is_neither_written_nor_followed() {
    var fromTomorrow = mintAfterRotation().first(SESSION);

    assertThatIllegalStateException().isThrownBy(() -> mint().write(fromTomorrow));
    assertThatIllegalStateException().isThrownBy(() -> mint().successorOf(fromTomorrow));
    assertThat(mintAfterRotation().write(mintAfterRotation().successorOf(fromTomorrow)))
        .isNotEmpty();
  }

  @Test
  void a_token_under_a_key_that_we_do_not_have_is_nothing() {
    var theirs = strangersMint().write(strangersMint().first(SESSION));
    var fromTomorrow = mintAfterRotation().write(mintAfterRotation().first(SESSION));

    assertThat(mint().read(theirs)).isEmpty();
    assertThat(mint().read(fromTomorrow)).isEmpty();
    assertThat(strangersMint().read(theirs)).isPresent();
    assertThat(mintAfterRotation().read(fromTomorrow)).isPresent();
  }

  @Test
  void a_token_with_any_bit_changed_is_nothing() {
    var mint = mint();
    var bytes = bytesOf(mint.write(mint.first(SESSION)));
    for (var bit = 0; bit < 8 * bytes.length; bit++) {
      var changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(mint.read(textOf(changed))).as("bit " + bit).isEmpty();
    }
  }

  @Test
  void a_token_has_exactly_one_text() {
    var mint = mint();
    var text = mint.write(mint.first(SESSION));
    for (var at = 0; at < text.length(); at++) {
      for (var letter = 0; letter < ALPHABET.length(); letter++) {
        var changed = text.substring(0, at) + ALPHABET.charAt(letter) + text.substring(at + 1);

        assertThat(mint.read(changed).isPresent()).isEqualTo(changed.equals(text));
      }
    }
  }

  @Test
  void anything_around_a_token_makes_it_nothing() {
    var mint = mint();
    var text = mint.write(mint.first(SESSION));

    assertThat(mint.read(text)).isPresent();
    assertThat(
            List.of(
                text + "=",
                text + "==",
                text + "A",
                text + " ",
                " " + text,
                text + "\n",
                PREFIX + text,
                text + text,
                text.substring(PREFIX.length()),
                "LKR_" + text.substring(PREFIX.length()),
                text + "\0"))
        .allSatisfy(changed -> assertThat(mint.read(changed)).isEmpty());
  }

  @Test
  void a_token_of_another_length_is_nothing() {
    var mint = mint();
    var text = mint.write(mint.first(SESSION));
    for (var length = 0; length < text.length(); length++) {
      assertThat(mint.read(text.substring(0, length))).isEmpty();
    }
  }

  @Test
  void garbage_is_nothing() {
    var mint = mint();

    assertThat(
            List.of(
                "",
                PREFIX,
                "lkr_\u00e9",
                "a".repeat(127),
                PREFIX + "A".repeat(123),
                PREFIX + "%".repeat(123),
                PREFIX + "+/".repeat(61),
                "\ud83d\udd11".repeat(64),
                PREFIX + "A".repeat(100_000)))
        .allSatisfy(garbage -> assertThat(mint.read(garbage)).isEmpty());
  }

  private Object successorOf(RefreshToken token) {
    return mint().successorOf(token).digest();
  }

  private static void assertSame(RefreshToken actual, RefreshToken expected) {
    assertThat(actual.session()).isEqualTo(expected.session());
    assertThat(actual.generation()).isEqualTo(expected.generation());
    assertThat(actual.key()).isEqualTo(expected.key());
    assertThat(actual.digest()).isEqualTo(expected.digest());
  }

  private static byte[] bytesOf(String text) {
    return Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
  }

  private static String textOf(byte[] bytes) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
