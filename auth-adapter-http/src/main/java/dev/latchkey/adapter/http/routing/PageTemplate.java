package dev.latchkey.adapter.http.routing;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** A page of our jar into which values are put; each is escaped on its way. */
public final class PageTemplate {
  private final PebbleTemplate template;

  private PageTemplate(PebbleTemplate template) {
    this.template = template;
  }

  /** The template of this name, in the package of this class. */
  public static PageTemplate of(Class<?> neighbour, String name) {
    var engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(neighbour.getClassLoader()))
            .strictVariables(true)
            .build();
    var folder = neighbour.getPackageName().replace('.', '/');
    return new PageTemplate(engine.getTemplate(folder + '/' + name));
  }

  /** The page with these values; one that the template wants and does not get is a bug. */
  public String with(Map<String, ?> values) {
    var page = new StringWriter();
    try {
      template.evaluate(page, Map.copyOf(values));
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return page.toString();
  }
}
