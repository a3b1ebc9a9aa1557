package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.testkit.requirement.Requirement;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that want to be more than text, through every way in to every page of the table: names,
 * addresses, agents, hints, passkeys, mails, queries, fields, paths, languages and cookies. What
 * comes back has no element and no attribute that it has not for everybody, and leads nowhere else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePagesTest {
  /** What any of the calculations below would come to. */
  private static final String CALCULATED = "1787569";

  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "</title></textarea></script><script>window.__pwned=1</script>",
          "\"><img src=x onerror=alert(1)>",
          "'><svg/onload=alert(1)>",
          "\" autofocus onfocus=alert(1) x=\"",
          "' formaction=javascript:alert(1) '",
          "javascript:alert(1)//",
          "data:text/html,<script>alert(1)</script>",
          "//evil.example/%2e%2e",
          "https://evil.example\\@localhost",
          "/\\evil.example",
          "/account/../../evil.example?x=<b>",
          "{{1337*1337}}{% include \"page/layout.peb\" %}{# #}",
          "${1337*1337}#{1337*1337}<%= 1337*1337 %>[[${1337*1337}]]",
          "--><!--#include virtual=\"/etc/passwd\"--><style>*{display:none}</style>",
          "&lt;script&gt;&#60;b&#62;&quot; onload=&quot;x",
          "\u202egpj.exe\u2066<b>\u2069\u200b\ufeff",
          "a\u0007\u0008\u001b[31m\u007f\u0085<b>",
          "x\r\nSet-Cookie: evil=1\r\n\r\n<script>alert(1)</script>",
          "\ud83d\udc69\u200d\ud83d\udcbb\ud83c\udff3\ufe0f\u200d\ud83c\udf08<i>",
          "<".repeat(90),
          "\"'><b>".repeat(60));

  /** What people type who mean no harm, right or wrong. */
  private static final List<String> PLAIN =
      List.of(
          "Ada Lovelace",
          "",
          "ada@example.com",
          "violet harbour sings to nobody\u0007",
          "x".repeat(400));

  private final Map<String, Set<String>> knownPages = new TreeMap<>();
  private final Set<String> known = new HashSet<>();

  static List<String> hostile() {
    return HOSTILE;
  }

  @BeforeAll
  void what_everybody_sees() {
    for (var text : PLAIN) {
      try (var world = new HostileWorld(text)) {
        world.pages().forEach(this::remember);
        world.forms().forEach(this::remember);
      }
    }
    assertThat(knownPages).hasSizeGreaterThan(25);
  }

  private void remember(String request, Answer answer) {
    var elements = PageSkeleton.of(answer.body()).elements();
    knownPages.computeIfAbsent(request, any -> new HashSet<>()).addAll(elements);
    known.addAll(elements);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Requirement("S3-24")
  void on_every_page_and_in_every_form_it_is_text(String text) {
    try (var world = new HostileWorld(text)) {
      world.pages().forEach((request, answer) -> check(world, request, answer, ofPage(request)));
      world.forms().forEach((request, answer) -> check(world, request, answer, known));
    }
  }

  private Set<String> ofPage(String request) {
    return knownPages.getOrDefault(request, Set.of());
  }

  private static void check(
      HostileWorld world, String request, Answer answer, Set<String> harmless) {
    assertThat(harmless).as(request).containsAll(PageSkeleton.of(answer.body()).elements());
    assertThat(answer.status()).as(request).isLessThan(500);
    assertThat(answer.body()).as(request).doesNotContain(CALCULATED);
    assertThat(answer.cookies()).as(request).noneMatch(cookie -> cookie.contains("evil"));
    if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
      PageSkeleton.checkTame(request, answer.body());
      PageParts.checkScripts(answer);
    }
    answer.header("Location").ifPresent(location -> checkOnTheList(world, request, location));
  }

  private static void checkOnTheList(HostileWorld world, String request, String location) {
    assertThat(location).as(request).matches("/(?![/\\\\])[\\x21-\\x7e]*");
    var target = URI.create(location);
    assertThat(target.getHost()).as(request).isNull();
    assertThat(world.routes().methodsAt(target.getPath())).as(request).contains(Method.GET);
    if (location.contains("return_to=")) {
      var back = location.replaceFirst(".*return_to=([^&]*).*", "$1");
      var decoded = URLDecoder.decode(back, StandardCharsets.UTF_8);
      assertThat(ReturnTo.pages()).as(request).contains(decoded);
    }
  }

  @Test
  void every_page_of_the_table_is_among_those() {
    try (var world = new HostileWorld("Ada")) {
      for (var route : world.routes().all()) {
        if (HostileWorld.isOpened(route)) {
          assertThat(knownPages).containsKey("GET " + route.path() + " signed in");
        }
        if (route.takesForm()) {
          assertThat(knownPages).containsKey("POST " + route.path());
        }
        assertThat(route.takesForm() && route.access() == Access.LOCAL_ONLY).isFalse();
      }
    }
  }

  @Test
  void the_check_itself_finds_what_it_is_for() {
    var tame = "<p><a href=\"/x\">x</a></p>";
    PageSkeleton.checkTame("honest", tame);
    for (var wild :
        List.of(
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">",
            "<a href=\"//evil.example\">",
            "<a href=\"/\\evil.example\">",
            "<script>alert(1)</script>",
            "<base href=\"/x\">",
            "<iframe srcdoc=\"x\" sandbox=\"allow-scripts\"></iframe>",
            "<p style=\"color:red\">")) {
      assertThat(isTame(wild)).as(wild).isFalse();
      assertThat(PageSkeleton.of(tame).elements())
          .doesNotContainAnyElementsOf(
              PageSkeleton.of(wild).elements().stream()
                  .filter(element -> !element.matches("<(#root|html|head|body) >"))
                  .toList());
    }
  }

  private static boolean isTame(String html) {
    try {
      PageSkeleton.checkTame("wild", html);
      return true;
    } catch (AssertionError found) {
      return false;
    }
  }
}
