package dev.latchkey.adapter.http.documentation;

import dev.latchkey.adapter.http.routing.Asset;
import dev.latchkey.adapter.http.routing.PageTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pages that show the interface. Each runs the scripts whose hashes its policy names, and no
 * others; it speaks with this server, and with nobody else.
 */
final class Pages {
  /**
   * The style sheets that ReDoc puts into the page itself: one that is empty, and then filled rule
   * by rule, which no policy forbids; and one for scroll bars, always the same.
   */
  private static final String STYLES_OF_REDOC =
      " 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
          + " 'sha256-DLDPR1ic47WIdK2WyeLkblb/tm2mQH+Jt/NNhZWu1k0='";

  /** Its search runs in a worker that it makes of its own script. */
  private static final String WORKER_OF_REDOC = " worker-src blob:;";

  private static final String POLICY =
      "default-src 'none'; script-src %s; style-src 'self'%s; img-src 'self' data:;"
          + " connect-src 'self';%s base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Page docs;
  private final Page redoc;

  /** A page, and the policy it is shown under. */
  record Page(String html, String contentSecurityPolicy) {}

  Pages(String name, Assets assets) {
    var template = PageTemplate.of(Pages.class, "page.peb");
    var title = name + " authentication";
    docs =
        new Page(
            html(template, title, assets.icon(), assets.swaggerStyle(), assets.swaggerScripts()),
            POLICY.formatted(hashes(assets.swaggerScripts()), "", ""));
    redoc =
        new Page(
            html(template, title, assets.icon(), assets.redocStyle(), assets.redocScripts()),
            POLICY.formatted(hashes(assets.redocScripts()), STYLES_OF_REDOC, WORKER_OF_REDOC));
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

  private static String html(
      PageTemplate template, String title, Asset icon, Asset style, List<Asset> scripts) {
    return template.with(
        Map.of(
            "title",
            title,
            "icon",
            icon.fileName(),
            "style",
            style.fileName(),
            "scripts",
            scripts.stream().map(Script::of).toList()));
  }

  /** A script as the template sees it. */
  public record Script(String file, String hash) {
    static Script of(Asset asset) {
      return new Script(asset.fileName(), asset.hash());
    }
  }
}
