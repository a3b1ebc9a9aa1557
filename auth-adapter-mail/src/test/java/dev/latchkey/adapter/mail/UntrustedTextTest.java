package dev.latchkey.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"Grace Hopper", "J. R. R. Tolkien", "Zoë", "李", "O'Neill-Müller 3."})
  void a_name_that_is_one_stays(String name) {
    assertThat(UntrustedText.name(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "win at http://evil.example, win at http: //evil. example",
    "www.evil.example, www. evil. example",
    "evil。example, evil。 example",
    "me@evil.example, me@ evil. example",
    "mailto:me, mailto: me",
    "J.R.R. Tolkien, J. R. R. Tolkien"
  })
  void nothing_in_a_name_becomes_a_link(String name, String shown) {
    assertThat(UntrustedText.name(name)).isEqualTo(shown);
  }

  @Test
  void a_name_too_long_for_a_greeting_is_cut_between_characters() {
    assertThat(UntrustedText.name("🚀".repeat(100))).isEqualTo("🚀".repeat(60) + "…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "2001:db8::1", "::ffff:203.0.113.7"})
  void an_address_is_shown(String address) {
    assertThat(UntrustedText.address(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "1.2.3.4 <b>", "http://1.2.3.4", "fe80::1%eth0", ""})
  void what_is_no_address_is_not_shown(String address) {
    assertThat(UntrustedText.address(address)).isEmpty();
  }
}
