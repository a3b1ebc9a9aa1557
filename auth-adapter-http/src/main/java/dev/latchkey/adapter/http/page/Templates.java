package dev.latchkey.adapter.http.page;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The templates of the pages. Values are escaped on their way into one, and none can say otherwise:
 * there is no {@code raw} and no {@code autoescape} in its language.
 */
final class Templates {
  /** What a template may say beside text, values, and its blocks. */
  private static final Set<String> TAGS = Set.of("block", "extends", "for", "if", "include", "set");

  private final PebbleEngine engine;

  /**
   * @param own by their names, in place of ours
   */
  Templates(Map<String, String> own) {
    engine =
        new PebbleEngine.Builder()
            .loader(new TemplateLoader(own))
            .strictVariables(true)
            .autoEscaping(true)
            .registerExtensionCustomizer(Escaped::new)
            .build();
  }

  /** The page with these values; one that the template wants and does not get is a bug. */
  String render(String name, Map<String, Object> values) {
    var html = new StringWriter();
    try {
      engine.getTemplate(name).evaluate(html, values);
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return html.toString();
  }

  PebbleTemplate template(String name) {
    return engine.getTemplate(name);
  }

  boolean hasFilter(String name) {
    return engine.getExtensionRegistry().getFilter(name) != null;
  }

  boolean hasFunction(String name) {
    return engine.getExtensionRegistry().getFunction(name) != null;
  }

  boolean hasTest(String name) {
    return engine.getExtensionRegistry().getTest(name) != null;
  }

  /** The language of templates without what would leave values as they are. */
  private static final class Escaped extends ExtensionCustomizer {
    Escaped(Extension whole) {
      super(whole);
    }

    @Override
    public Map<String, Filter> getFilters() {
      var filters = super.getFilters();
      if (filters == null) {
        return Map.of();
      }
      var rest = new HashMap<>(filters);
      rest.remove("raw");
      return rest;
    }

    @Override
    public List<TokenParser> getTokenParsers() {
      var parsers = super.getTokenParsers();
      return parsers == null
          ? List.of()
          : parsers.stream().filter(parser -> TAGS.contains(parser.getTag())).toList();
    }
  }
}
