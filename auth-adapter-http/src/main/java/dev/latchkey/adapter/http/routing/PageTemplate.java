package dev.latchkey.adapter.http.routing;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A page of our jar into which values are put; each is escaped on its way. Its styles and scripts
 * are parts of the jar too, and its policy names them by their hashes, so that no others run.
 */
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

  /** The text of a style sheet or a script, in the package of this class. */
  public static String part(Class<?> neighbour, String name) {
    try (InputStream file = neighbour.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  /** How a content security policy names a part (CSP level 3, hash-source). */
  public static String hashSource(String part) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(part.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
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
