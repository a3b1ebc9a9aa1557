package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.routing.AcceptedLanguages;
import dev.latchkey.adapter.http.routing.CookieStyle;
import dev.latchkey.adapter.http.routing.Cursor;
import dev.latchkey.adapter.http.routing.PresentedCookies;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.EmailAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The promises of everything that reads a text of strangers, as targets for a fuzzer: nothing but
 * the promised exceptions, and what is read can be written and read again.
 *
 * <p>Jazzer finds {@link #fuzzerTestOneInput}; see {@code .ci/fuzz}.
 */
public final class ParserFuzz {
  private static final ClientAddresses CLIENTS = new ClientAddresses(List.of("10.0.0.0/8", "::1"));
  private static final AcceptedLanguages LANGUAGES =
      new AcceptedLanguages(Set.of(new Language("en"), new Language("de")));
  private static final List<String> NONE = List.of();
  private static final CookieStyle COOKIES = new CookieStyle(true, "Lax");

  static final Map<String, Consumer<String>> TARGETS =
      Map.of(
          "address", ParserFuzz::address,
          "range", ParserFuzz::range,
          "origin", ParserFuzz::origin,
          "cursor", ParserFuzz::cursor,
          "client", ParserFuzz::client,
          "cookies", ParserFuzz::cookies,
          "id", ParserFuzz::id,
          "language", ParserFuzz::language);

  private ParserFuzz() {}

  /** All of them, with the same text. */
  public static void fuzzerTestOneInput(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    TARGETS.values().forEach(target -> target.accept(text));
  }

  private static void address(String text) {
    EmailAddress.parse(text).ifPresent(address -> checkCanonical(text, address));
  }

  private static void checkCanonical(String typed, EmailAddress address) {
    var value = address.value();
    assertThat(EmailAddress.of(value)).isEqualTo(address);
    assertThat(value).hasSizeBetween(3, 254).matches("[!-~]+@[a-z0-9.-]+");
    assertThat(value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)).isEqualTo(value);
    assertThat(address.toString()).doesNotContain(value);
    assertThat(EmailAddress.parse(' ' + typed + '\n')).contains(address);
  }

  private static void range(String text) {
    AddressRange.parse(text)
        .ifPresent(
            range -> {
              assertThat(range.contains(range.network())).isTrue();
              var written = range.network().getHostAddress() + "/" + range.prefix();
              assertThat(AddressRange.parse(written)).contains(range);
            });
  }

  private static void origin(String text) {
    if (Origin.isSerialized(text)) {
      assertThat(Origin.of(URI.create(text))).isEqualTo(text);
      assertThat(text).matches("https?://[a-z0-9_.:\\[\\]-]+");
    }
  }

  private static void cursor(String text) {
    try {
      assertThat(Cursor.write(Cursor.read(text))).isEqualTo(text);
    } catch (ProblemException refused) {
      assertThat(refused.reply().problem()).isEqualTo(Problem.INVALID_CURSOR);
    }
  }

  private static void client(String text) {
    var told = List.of(text);
    for (var headers : List.of(List.of(told, NONE), List.of(NONE, told), List.of(told, told))) {
      var direct = CLIENTS.of("192.0.2.1", headers.getFirst(), headers.getLast());
      var proxied = CLIENTS.of("10.0.0.1", headers.getFirst(), headers.getLast());
      assertThat(direct).isEqualTo(new ClientAddress("192.0.2.1", "192.0.2.1"));
      assertThat(AddressRange.address(proxied.text())).isPresent();
      assertThat(AddressRange.parse(proxied.key())).isPresent();
    }
  }

  private static void cookies(String text) {
    assertThat(PresentedCookies.read(List.of(text), COOKIES).repeats())
        .isEqualTo(PresentedCookies.read(List.of(text, "other=1"), COOKIES).repeats());
  }

  private static void language(String text) {
    Language.parse(text)
        .ifPresent(
            language -> {
              assertThat(language.tag()).hasSizeBetween(2, 35).matches("[a-zA-Z0-9-]+");
              assertThat(Language.parse(language.locale().toLanguageTag())).contains(language);
            });
    var asked = LANGUAGES.preferred(text);
    if (asked != null) {
      assertThat(Language.parse(asked.tag())).contains(asked);
    }
  }

  private static void id(String text) {
    UuidText.parse(text).ifPresent(id -> assertThat(id.toString()).isEqualToIgnoringCase(text));
  }
}
