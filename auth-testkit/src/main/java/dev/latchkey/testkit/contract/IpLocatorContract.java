package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.testkit.fixture.APlaceDatabase;
import org.junit.jupiter.api.Test;

/** What every {@link IpLocator} promises. */
public abstract class IpLocatorContract {
  /** Is in {@link APlaceDatabase#LONDON}. */
  protected static final String IPV4 = "203.0.113.7";

  /** Is in {@link APlaceDatabase#REYKJAVIK}. */
  protected static final String IPV6 = "2001:db8::7";

  /** One that knows where {@link #IPV4} and {@link #IPV6} are. */
  protected abstract IpLocator knowing();

  /** One that knows nothing. */
  protected abstract IpLocator ignorant();

  @Test
  void a_known_address_is_at_its_place() {
    assertThat(knowing().locate("203.0.113.7")).contains(APlaceDatabase.LONDON);
    assertThat(knowing().locate("2001:db8::7")).contains(APlaceDatabase.REYKJAVIK);
  }

  @Test
  void an_unknown_address_is_nowhere() {
    assertThat(knowing().locate("198.51.100.7")).isEmpty();
    assertThat(ignorant().locate("203.0.113.7")).isEmpty();
  }

  @Test
  void an_address_of_a_private_network_is_nowhere() {
    var knowing = knowing();
    for (var address :
        new String[] {
          "127.0.0.1",
          "10.0.0.1",
          "192.168.1.1",
          "172.16.0.1",
          "169.254.1.1",
          "::1",
          "::",
          "fe80::1",
          "fc00::1",
          "fd12::1",
          "0.0.0.0",
          "224.0.0.1",
          "ff02::1"
        }) {
      assertThat(knowing.locate(address)).as(address).isEmpty();
    }
  }

  @Test
  void text_that_is_no_address_is_nowhere() {
    var knowing = knowing();
    for (var text :
        new String[] {
          "",
          " ",
          "x",
          "localhost",
          "example.com",
          "203.0.113",
          "203.0.113.7.",
          "203.0.113.256",
          "999.1.1.1",
          "1",
          "0x7f.1",
          ":",
          ":::",
          "[2001:db8::7]",
          "2001:db8::7%eth0",
          "g001:db8::7",
          "2001:db8::7::1",
          "203.0.113.7:80",
          "203.0.113.7\n",
          "1:2:3:4:5:6:7:8:9",
          "a".repeat(10_000),
          ":".repeat(10_000)
        }) {
      assertThat(knowing.locate(text)).as(text).isEmpty();
    }
  }

  @Test
  void many_threads_get_their_own_answers() {
    var knowing = knowing();

    assertThat(Race.of(Race.MANY, () -> knowing.locate("203.0.113.7").orElseThrow()))
        .containsOnly(APlaceDatabase.LONDON);
  }
}
