package dev.latchkey.adapter.http.leaving;

import dev.latchkey.adapter.http.routing.PageTemplate;
import java.util.Map;

/**
 * The page behind the link that keeps an account. Showing it does nothing; its button sends the
 * token from the fragment of the address, or the one that was pasted. Its one script and its one
 * style sheet are named by their hashes, and it may talk to nobody but us.
 */
final class KeepPage {
  private final String html;
  private final String contentSecurityPolicy;

  KeepPage(String appName) {
    var style = PageTemplate.part(KeepPage.class, "keep.css");
    var script = PageTemplate.part(KeepPage.class, "keep.js");
    html =
        PageTemplate.of(KeepPage.class, "keep.peb")
            .with(Map.of("app", appName, "style", style, "script", script));
    contentSecurityPolicy =
        "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(PageTemplate.hashSource(style), PageTemplate.hashSource(script));
  }

  String html() {
    return html;
  }

  String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }
}
