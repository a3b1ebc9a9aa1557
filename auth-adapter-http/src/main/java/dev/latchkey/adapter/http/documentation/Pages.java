package dev.latchkey.adapter.http.documentation;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pages that show the interface. Each runs the scripts whose hashes its policy names, and no
 * others; it speaks with this server, and with nobody else.
 */
final class Pages {
  private static final String TEMPLATE = "dev/latchkey/adapter/http/documentation/page.peb";

  /** The hash of nothing: of a style sheet that is empty when it is put into the page. */
  private static final String EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

  private static final String POLICY =
      "default-src 'none'; script-src %s; style-src 'self'%s; img-src 'self' data:;"
          + " connect-src 'self';%s base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Page docs;
  private final Page redoc;

  /** A page, and the policy it is shown under. */
  record Page(String html, String contentSecurityPolicy) {}

  Pages(String name, Assets assets) {
    var template = template();
    var title = name + " authentication";
    docs =
        new Page(
            html(template, title, assets.icon(), assets.swaggerStyle(), assets.swaggerScripts()),
            POLICY.formatted(hashes(assets.swaggerScripts()), "", ""));
    // ReDoc puts one empty style sheet into the page and fills it rule by rule, which no policy
    // forbids. Its search runs in a worker that is made from the script itself.
    redoc =
        new Page(
            html(template, title, assets.icon(), assets.redocStyle(), assets.redocScripts()),
            POLICY.formatted(hashes(assets.redocScripts()), " " + EMPTY, " worker-src blob:;"));
  }

  Page docs() {
    return docs;
  }

  Page redoc() {
    return redoc;
  }

  private static String hashes(List<Asset> scripts) {
    return scripts.stream()
        .map(script -> "'" + script.hash() + "'")
        .collect(Collectors.joining(" "));
  }

  private static PebbleTemplate template() {
    return new PebbleEngine.Builder()
        .loader(new ClasspathLoader(Pages.class.getClassLoader()))
        .strictVariables(true)
        .build()
        .getTemplate(TEMPLATE);
  }

  private static String html(
      PebbleTemplate template, String title, Asset icon, Asset style, List<Asset> scripts) {
    var page = new StringWriter();
    var shown = scripts.stream().map(Script::of).toList();
    try {
      template.evaluate(
          page,
          Map.of(
              "title",
              title,
              "icon",
              icon.fileName(),
              "style",
              style.fileName(),
              "scripts",
              shown));
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return page.toString();
  }

  /** A script as the template sees it. */
  public record Script(String file, String hash) {
    static Script of(Asset asset) {
      return new Script(asset.fileName(), asset.hash());
    }
  }
}
