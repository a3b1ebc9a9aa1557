package dev.latchkey.adapter.mail;

import static dev.latchkey.adapter.mail.Mails.CODE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.mail.MailTemplates.Rendered;
import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notice.Happening;
import dev.latchkey.domain.notice.NoticeKind;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.notification.Notification.AlreadyRegistered;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.notification.Notification.NoAccountToReset;
import dev.latchkey.domain.notification.Notification.NotMeLink;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.notification.Notification.Welcome;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.verification.OneTimeCode;
import dev.latchkey.testkit.fixture.Secrets;
import dev.latchkey.testkit.requirement.Requirement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every mail as it reads. The texts lie in {@code src/test/resources/golden}; what was rendered
 * lies in {@code target/golden}, to be copied there when a change is meant.
 */
class MailTemplatesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final SecretToken UNDO = Secrets.token("undo");
  private static final SecretToken RESET = Secrets.token("reset");
  private static final Instant WHEN = Instant.parse("2026-11-09T10:15:30.123456Z");
  private static final SecretToken NOT_ME = Secrets.token("not me");
  private static final NotMeLink LINK = new NotMeLink(NOT_ME, WHEN.plus(Duration.ofDays(7)));
  private static final Happening AN_ORIGIN =
      new Happening(
          WHEN,
          new ClientContext("2001:db8::7", "Mozilla/5.0", "r"),
          new DeviceDescription("Firefox 150", "Windows 11", "desktop"),
          new Place("Berlin", "Land Berlin", "Germany", "DE"));
  private static final Happening UNKNOWN =
      new Happening(WHEN, ClientContext.none(), new DeviceDescription(null, null, null), null);
  private static final Path RENDERED = Path.of("target/golden");
  private static final String CHROME =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"
          + " Safari/537.36";

  private final MailTemplates templates =
      new MailTemplates(
          MailLanguages.shipped().words(),
          "Acme & Sons",
          URI.create("https://acme.example/start?a=1&b=2"),
          URI.create("https://id.acme.example/"));

  static Stream<Arguments> mails() {
    return Stream.concat(letters(), Stream.concat(addresses(), notices()));
  }

  private static Stream<Arguments> addresses() {
    return AddressMails.all(new ClientContext("2001:db8::7", CHROME, "r"), WHEN, UNDO, RESET);
  }

  private static Stream<Arguments> notices() {
    var kinds =
        Stream.of(NoticeKind.values())
            .map(kind -> Arguments.of("notice-" + dashed(kind), notice(kind, AN_ORIGIN)));
    var others =
        Stream.of(
            Arguments.of("notice-unknown", notice(NoticeKind.NEW_DEVICE, UNKNOWN)),
            Arguments.of("notice-digest", digest(NoticeKind.NEW_DEVICE, AN_ORIGIN, 19)));
    return Stream.concat(kinds, others);
  }

  private static String dashed(NoticeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static SecurityNotice notice(NoticeKind kind, Happening happening) {
    var name = happening.place() == null ? null : new DisplayName("Zoë");
    return new SecurityNotice(kind, name, happening, 1, happening.at(), LINK);
  }

  private static SecurityNotice digest(NoticeKind kind, Happening happening, int times) {
    var since = happening.at().minus(Duration.ofMinutes(14));
    return new SecurityNotice(kind, null, happening, times, since, LINK);
  }

  private static Stream<Arguments> letters() {
    return Stream.of(
        Arguments.of("registration-code", Mails.code(new DisplayName("Grace Hopper"))),
        Arguments.of("registration-code-nameless", Mails.code(null)),
        Arguments.of(
            "already-registered",
            new AlreadyRegistered(new ClientContext("2001:db8::7", CHROME, "r"))),
        Arguments.of("already-registered-unknown", new AlreadyRegistered(ClientContext.none())),
        Arguments.of("welcome", new Welcome(new DisplayName("Zoë"))),
        Arguments.of("welcome-nameless", new Welcome(null)),
        Arguments.of("deletion-pending", pending(new DisplayName("Zoë"))),
        Arguments.of("deletion-pending-nameless", pending(null)),
        Arguments.of("password-reset", reset(new DisplayName("Zoë"))),
        Arguments.of("password-reset-nameless", reset(null)),
        Arguments.of(
            "no-account-to-reset",
            new NoAccountToReset(new ClientContext("2001:db8::7", CHROME, "r"))));
  }

  private static PasswordReset reset(@Nullable DisplayName name) {
    return new PasswordReset(
        name, RESET, Duration.ofMinutes(10), new ClientContext("2001:db8::7", CHROME, "r"));
  }

  private static DeletionPending pending(@Nullable DisplayName name) {
    return new DeletionPending(name, WHEN, UNDO);
  }

  @ParameterizedTest
  @MethodSource("mails")
  @Requirement({"S0-24", "S2-06"})
  void a_mail_reads_as_agreed_in_each_language(String name, Notification notification)
      throws IOException {
    for (var language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      var rendered = templates.render(notification, language);
      var file = language.toLanguageTag() + "/" + name;

      assertAgreed(
          Map.of(
              file + ".subject", rendered.subject() + "\n",
              file + ".txt", rendered.text(),
              file + ".html", rendered.html()));
    }
  }

  @Test
  @Requirement("S0-03")
  void the_welcome_says_where_to_sign_in() {
    var rendered = templates.render(new Welcome(null), Locale.ENGLISH);

    assertThat(rendered.text()).contains("https://acme.example/start?a=1&b=2");
    assertThat(rendered.html()).contains("href=\"https://acme.example/start?a=1&amp;b=2\"");
  }

  @Test
  void the_secret_that_keeps_an_account_is_in_the_fragment_of_our_own_page_and_as_text() {
    var rendered = templates.render(pending(null), Locale.ENGLISH);

    var link = "https://id.acme.example/account/keep#token=" + UNDO.reveal();
    assertThat(rendered.text().lines().map(String::strip)).contains(link, UNDO.reveal());
    assertThat(rendered.html()).contains("href=\"" + link + "\"");
    assertThat(rendered.html().replaceAll("<[^>]*>", "").lines()).contains(UNDO.reveal());
    assertThat(rendered.subject()).doesNotContain(UNDO.reveal());
  }

  @Test
  void the_secret_that_resets_a_password_is_in_the_fragment_of_the_link_and_as_text() {
    var rendered = templates.render(reset(null), Locale.ENGLISH);

    var link = "https://acme.example/start/password/reset#token=" + RESET.reveal();
    assertThat(rendered.text().lines().map(String::strip))
        .contains(link, RESET.reveal(), "https://id.acme.example/password/reset");
    assertThat(rendered.html()).contains("href=\"" + link + "\"");
    assertThat(rendered.html().replaceAll("<[^>]*>", "").lines()).contains(RESET.reveal());
    assertThat(rendered.subject()).doesNotContain(RESET.reveal());
    assertThat(rendered.text().replace(link, "")).doesNotContain("=" + RESET.reveal());
  }

  @Test
  void the_secret_that_says_not_me_is_in_the_fragment_of_our_own_page_and_as_text() {
    var rendered = templates.render(notice(NoticeKind.NEW_DEVICE, AN_ORIGIN), Locale.ENGLISH);

    var link = "https://id.acme.example/account/not-me#token=" + NOT_ME.reveal();
    assertThat(rendered.text().lines().map(String::strip)).contains(link, NOT_ME.reveal());
    assertThat(rendered.html()).contains("href=\"" + link + "\"");
    assertThat(rendered.html().replaceAll("<[^>]*>", "").lines()).contains(NOT_ME.reveal());
    assertThat(rendered.subject()).doesNotContain(NOT_ME.reveal());
  }

  @Test
  void what_is_said_of_devices_and_places_is_text_cut_and_never_a_link() {
    var evil = "\"><a href=https://evil.example>" + "x".repeat(500);
    var happening =
        new Happening(
            WHEN,
            new ClientContext(evil, evil, null),
            new DeviceDescription(evil, "{token}", evil),
            new Place(evil, "{{ token }}", evil, evil));

    var rendered = templates.render(notice(NoticeKind.NEW_DEVICE, happening), Locale.ENGLISH);

    assertThat(rendered.html()).doesNotContain("<a href=https", "evil.example", "x".repeat(161));
    assertThat(rendered.text()).doesNotContain("evil.example", "https://evil", "x".repeat(161));
    assertThat(rendered.subject() + rendered.text() + rendered.html())
        .doesNotContainPattern("(Device|Place)[^\n]*" + NOT_ME.reveal());
  }

  @Test
  void the_secret_that_undoes_a_change_of_address_is_in_the_fragment_of_our_own_page_and_as_text() {
    var left = new AddressWasLeft(null, WHEN, UNDO, ClientContext.none());
    var rendered = templates.render(left, Locale.ENGLISH);

    var link = "https://id.acme.example/account/address#token=" + UNDO.reveal();
    assertThat(rendered.text().lines().map(String::strip))
        .contains(link, UNDO.reveal(), "https://id.acme.example/account/address");
    assertThat(rendered.html()).contains("href=\"" + link + "\"");
    assertThat(rendered.html().replaceAll("<[^>]*>", "").lines()).contains(UNDO.reveal());
    assertThat(rendered.subject()).doesNotContain(UNDO.reveal());
  }

  @Test
  void a_code_copied_from_either_version_is_digits_and_nothing_else() {
    var rendered = templates.render(Mails.code(), Locale.ENGLISH);

    assertThat(rendered.text().lines().map(String::strip)).contains(CODE);
    assertThat(rendered.html().replaceAll("<[^>]*>", "").lines()).contains(CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"481516", "4815162", "48151623", "481516234", "4815162342"})
  void codes_of_every_length_are_there_in_full(String code) {
    var lifetime = Duration.ofMinutes(10);
    var rendered =
        templates.render(
            new RegistrationCode(null, OneTimeCode.parse(code).orElseThrow(), lifetime),
            Locale.ENGLISH);

    assertThat(rendered.text().lines().map(String::strip)).contains(code);
    assertThat(rendered.html().replaceAll("<[^>]*>", "").lines()).contains(code);
  }

  @Test
  void the_code_is_neither_in_the_subject_nor_among_the_first_words() {
    var rendered = templates.render(Mails.code(), Locale.ENGLISH);

    assertThat(rendered.subject()).doesNotContain(CODE);
    assertThat(rendered.text().substring(0, 150)).doesNotContain(CODE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 59, 60, 119})
  void a_short_life_is_told_as_one_minute(long seconds) {
    var code = OneTimeCode.parse(CODE).orElseThrow();
    var rendered =
        templates.render(
            new RegistrationCode(null, code, Duration.ofSeconds(seconds)), Locale.ENGLISH);

    assertThat(rendered.text()).contains("for one minute.");
    assertThat(rendered.html()).contains("for one minute.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{7*7}}", "${7*7}", "#{7*7}", "{% raise %}", "{{ frontend }}"})
  void a_name_that_looks_like_a_template_stays_what_it_is(String name) {
    var rendered = templates.render(Mails.code(new DisplayName(name)), Locale.ENGLISH);

    assertThat(rendered.text()).startsWith("Hello " + name + ",");
    assertThat(rendered.html()).contains("Hello " + name + ",");
  }

  @Test
  void markup_in_a_name_is_shown_and_not_obeyed() {
    var rendered = render("<script>alert('1')</script>");

    assertThat(rendered.text()).startsWith("Hello <script>alert('1')</script>,");
    assertThat(rendered.html())
        .doesNotContain("<script")
        .contains("Hello &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;,");
  }

  @Test
  void markup_in_a_user_agent_is_shown_and_not_obeyed() {
    var client = new ClientContext("<b>1</b>", "\"><img src=x onerror=alert(1)>", null);
    var rendered = templates.render(new AlreadyRegistered(client), Locale.ENGLISH);

    assertThat(rendered.html()).doesNotContain("<img", "<b>").contains("&lt;img src=x");
    assertThat(rendered.text()).contains("Address: unknown");
  }

  @Test
  void a_user_agent_is_cut() {
    var client = new ClientContext(null, "x".repeat(500), null);
    var rendered = templates.render(new AlreadyRegistered(client), Locale.ENGLISH);

    assertThat(rendered.text()).contains("x".repeat(160) + "…").doesNotContain("x".repeat(161));
  }

  @Test
  void the_only_links_are_ours() {
    var client = new ClientContext(null, "see https://evil.example/x www.evil.example", null);
    var rendered = templates.render(new AlreadyRegistered(client), Locale.ENGLISH);

    assertThat(rendered.html()).doesNotContain("evil.example", "https://evil");
    assertThat(rendered.text()).doesNotContain("evil.example", "https://evil");
    assertThat(rendered.text()).contains("see https: //evil. example/x www. evil. example");
  }

  @Test
  void a_rendered_mail_hides_itself_from_logs() {
    assertThat(templates.render(Mails.code(), Locale.ENGLISH)).hasToString("Rendered[redacted]");
  }

  private Rendered render(String name) {
    return templates.render(Mails.code(new DisplayName(name)), Locale.ENGLISH);
  }

  private static void assertAgreed(Map<String, String> rendered) throws IOException {
    for (var file : rendered.entrySet()) {
      var path = RENDERED.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), UTF_8);
    }
    rendered.forEach(
        (name, text) -> assertThat(GOLDEN.resolve(name)).content(UTF_8).isEqualTo(text));
  }
}
