package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * A page without its texts: its elements, with the names of their attributes, and the values of
 * those that decide what a browser does.
 */
record PageSkeleton(Set<String> elements) {
  private static final Set<String> DECIDING =
      Set.of(
          "href",
          "src",
          "action",
          "formaction",
          "type",
          "name",
          "method",
          "rel",
          "sandbox",
          "integrity",
          "id",
          "class",
          "role",
          "target",
          "for",
          "autocomplete",
          "http-equiv");

  private static final Set<String> LEADING = Set.of("href", "src", "action", "formaction");
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern OURS = Pattern.compile("(?:/(?![/\\\\])|#)[\\x21-\\x7e]*");

  static PageSkeleton of(String html) {
    var elements = new TreeSet<String>();
    for (var element : Jsoup.parse(html).getAllElements()) {
      elements.add(told(element));
    }
    return new PageSkeleton(elements);
  }

  private static String told(Element element) {
    return element.attributes().asList().stream()
        .map(PageSkeleton::told)
        .sorted()
        .collect(Collectors.joining(" ", "<" + element.normalName() + " ", ">"));
  }

  private static String told(Attribute attribute) {
    var name = attribute.getKey().toLowerCase(Locale.ROOT);
    return DECIDING.contains(name)
        ? name + "=" + ID.matcher(attribute.getValue()).replaceAll("ID")
        : name;
  }

  /** Fails when something on the page could run, load or lead elsewhere. */
  static void checkTame(String as, String html) {
    for (var element : Jsoup.parse(html).getAllElements()) {
      for (var attribute : element.attributes()) {
        var name = attribute.getKey().toLowerCase(Locale.ROOT);
        assertThat(name).as(as).doesNotStartWith("on").isNotIn("style", "background", "ping");
        if (LEADING.contains(name)) {
          assertThat(attribute.getValue()).as(as).matches(OURS);
        }
      }
      switch (element.normalName()) {
        case "script" -> assertThat(element.attr("integrity")).as(as).startsWith("sha256-");
        case "iframe" -> assertThat(element.attributes().get("sandbox")).as(as).isEmpty();
        case "base", "object", "embed", "applet", "style", "svg", "math" ->
            throw new AssertionError(as + ": " + element);
        case "meta" -> assertThat(element.hasAttr("http-equiv")).as(as).isFalse();
        default -> {}
      }
    }
  }
}
