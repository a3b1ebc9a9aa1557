package dev.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ada@example.com, ada@example.com",
    "Ada.LOVELACE@Example.COM, ada.lovelace@example.com",
    "ada+news@example.com, ada+news@example.com",
    "a.d.a@example.com, a.d.a@example.com",
    "a!#$%&*+/=?^_`{|}~-@example.com, a!#$%&*+/=?^_`{|}~-@example.com",
    "ada@example.com., ada@example.com",
    "ada@mail.example.co.uk, ada@mail.example.co.uk",
    "ada@1.example.c1, ada@1.example.c1",
    "ada@a--b.example, ada@a--b.example",
    "ada@foxn--bar.example, ada@foxn--bar.example",
  })
  void an_address_has_one_canonical_form(String typed, String canonical) {
    assertThat(canonical(typed)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@M\u00fcnchen.example",
        "ada@mu\u0308nchen.example",
        "ada@M\u00dcNCHEN.example",
        "ada@xn--mnchen-3ya.example",
        "ada@XN--MNCHEN-3YA.EXAMPLE",
        "ada@\uff58\uff4e--mnchen-3ya.example",
        "ada@m\u00fcnchen\u3002example",
        "ada@m\u00fcn\u00adchen.example",
        "ada@m\u00fcn\u200bchen.example",
      })
  void every_spelling_of_an_international_host_is_the_same_address(String typed) {
    assertThat(canonical(typed)).contains("ada@xn--mnchen-3ya.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@\uff45xample.com",
        "ada@\uff25\uff38\uff21\uff2d\uff30\uff2c\uff25.com",
        "ada@example.com\u3002",
      })
  void full_width_letters_and_dots_of_a_host_are_the_plain_ones(String typed) {
    assertThat(canonical(typed)).contains("ada@example.com");
  }

  @Test
  void the_kelvin_sign_in_a_host_is_a_k_and_in_the_local_part_is_refused() {
    assertThat(canonical("ada@\u212aelvin.example")).contains("ada@kelvin.example");
    assertThat(canonical("\u212aelvin@example.com")).isEmpty();
  }

  @Test
  void the_dotless_i_is_a_letter_of_its_own() {
    assertThat(canonical("ada@\u0131stanbul.example"))
        .isPresent()
        .isNotEqualTo(canonical("ada@istanbul.example"));
    assertThat(canonical("\u0131da@example.com")).isEmpty();
    assertThat(canonical("IDA@EXAMPLE.COM")).contains("ida@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00e4da@example.com",
        "\u0430da@example.com",
        "a\u200dda@example.com",
        "a\ufb01@example.com",
        "a\uff44a@example.com",
        "\ud83d\ude00@example.com",
        "ada\ud800@example.com",
      })
  void no_look_alike_of_a_local_part_has_an_address(String typed) {
    assertThat(canonical(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@stra\u00dfe.example",
        "ada@STRA\u1e9eE.example",
        "ada@\u03c2.example",
        "ada@a\u200db.example",
        "ada@a\u200cb.example",
        "ada@xn--strae-oqa.example",
        "ada@xn--3xa.example",
      })
  void hosts_that_versions_of_idna_read_differently_are_refused(String typed) {
    assertThat(canonical(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@xn--fake.example",
        "ada@xn--a.example",
        "ada@xn--.example",
        "ada@xn--example-.example",
        "ada@xn--abc\u00e9.example",
        "ada@xn--fake.xn--mnchen-3ya.example",
        "ada@xn--mnchen-3ya.xn--fake",
      })
  void a_made_up_punycode_label_is_refused_wherever_it_stands(String typed) {
    assertThat(canonical(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "ada",
        "ada@",
        "@example.com",
        "ada@localhost",
        "ada@example",
        "ada@.example.com",
        "ada@example..com",
        "ada@example.com..",
        "ada@-a.example",
        "ada@a-.example",
        "ada@exa_mple.com",
        "ada@exa mple.com",
        "ada@127.0.0.1",
        "ada@[127.0.0.1]",
        "ada@[IPv6:::1]",
        "ada@example.1",
        "ada@example.\uff11",
        "ada@\u2100.example",
        "ada@example\u2024com",
        "ada@\ud800.example",
        "ada\uff20example.com",
        ".ada@example.com",
        "ada.@example.com",
        "a..da@example.com",
        "a da@example.com",
        "ada @example.com",
        "ada@ example.com",
        "\"ada\"@example.com",
        "\"a@b\"@example.com",
        "\"a b\"@example.com",
        "ada(comment)@example.com",
        "ada@example.com(comment)",
        "ada@(comment)example.com",
        "Ada <ada@example.com>",
        "<ada@example.com>",
        "mailto:ada@example.com",
        "ada@eve@example.com",
        "ada@example.com@example.com",
        "ada@example.com,eve@example.com",
        "ada@example.com;eve@example.com",
        "ada@example.com\r\nBcc: eve@example.com",
        "ada\r\n@example.com",
        "ada\u0000@example.com",
        "ada@example\u0000.com",
        "ada@exam\tple.com",
        "\u00a0ada@example.com",
        "ada@example.com\u00a0",
      })
  void what_is_no_address_that_we_could_mail_to_is_refused(String typed) {
    assertThat(canonical(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ada@example.com",
        "ada@example.com \t",
        "\r\nada@example.com\n",
        "\u3000ada@example.com"
      })
  void blanks_around_an_address_are_forgiven(String typed) {
    assertThat(canonical(typed)).contains("ada@example.com");
  }

  @Test
  void a_local_part_has_up_to_64_characters() {
    assertThat(canonical("a".repeat(64) + "@example.com")).isPresent();
    assertThat(canonical("a".repeat(65) + "@example.com")).isEmpty();
  }

  @Test
  void a_label_of_a_host_has_up_to_63_characters() {
    assertThat(canonical("ada@" + "a".repeat(63) + ".com")).isPresent();
    assertThat(canonical("ada@" + "a".repeat(64) + ".com")).isEmpty();
    assertThat(canonical("ada@" + "\u00fc".repeat(63) + ".com")).isEmpty();
  }

  @Test
  void an_address_has_up_to_254_characters() {
    var host = ("a".repeat(62) + ".").repeat(3) + "com";
    var fits = "a".repeat(254 - 1 - host.length()) + "@" + host;

    assertThat(fits).hasSize(254);
    assertThat(canonical(fits)).contains(fits);
    assertThat(canonical("a" + fits)).isEmpty();
  }

  @Test
  void a_very_long_text_is_refused() {
    assertThat(canonical("ada@" + "a.".repeat(1_000_000) + "com")).isEmpty();
    assertThat(canonical("a".repeat(1_000_000))).isEmpty();
  }

  @Test
  void what_we_stored_is_read_back_as_it_is() {
    assertThat(EmailAddress.of("ada@xn--mnchen-3ya.example").value())
        .isEqualTo("ada@xn--mnchen-3ya.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada@example.com", " ada@example.com", "ada@example.com.", "nobody"})
  void what_is_not_canonical_was_not_stored_by_us(String stored) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmailAddress.of(stored))
        .withMessageNotContaining(stored);
  }

  @Test
  void two_spellings_are_equal_and_two_addresses_are_not() {
    assertThat(EmailAddress.parse("ADA@EXAMPLE.COM"))
        .isEqualTo(EmailAddress.parse("ada@example.com"))
        .hasSameHashCodeAs(EmailAddress.parse("ada@example.com"));
    assertThat(EmailAddress.of("ada@example.com")).isNotEqualTo(EmailAddress.of("bob@example.com"));
    assertThat(EmailAddress.of("ada+1@example.com"))
        .isNotEqualTo(EmailAddress.of("ada@example.com"));
  }

  @Test
  void a_log_sees_a_digest_and_not_the_address() {
    var ada = EmailAddress.of("ada@example.com");

    assertThat(ada.digest()).matches("[0-9a-f]{16}");
    assertThat(ada.toString()).contains(ada.digest()).doesNotContain("ada", "example");
    assertThat(ada.digest()).isNotEqualTo(EmailAddress.of("bob@example.com").digest());
  }

  /** Whatever is accepted has to be read back from where it is stored. */
  private static Optional<String> canonical(String typed) {
    var canonical = EmailAddress.parse(typed).map(EmailAddress::value);
    assertThat(canonical.map(EmailAddress::of).map(EmailAddress::value)).isEqualTo(canonical);
    return canonical;
  }
}
