package dev.latchkey.adapter.http.notice;

import dev.latchkey.adapter.http.routing.PageTemplate;
import java.util.Map;

/**
 * The page behind the link of a notice. Showing it does nothing. Its form takes the token; its one
 * script saves the pasting, and does nothing else. Style sheet and script are named by their
 * hashes, and the form goes to nobody but us.
 */
final class NotMePage {
  private final PageTemplate template = PageTemplate.of(NotMePage.class, "not-me.peb");
  private final String style = PageTemplate.part(NotMePage.class, "not-me.css");
  private final String script = PageTemplate.part(NotMePage.class, "not-me.js");
  private final String appName;

  NotMePage(String appName) {
    this.appName = appName;
  }

  /** What the page says. */
  private enum State {
    ASKING,
    INVALID,
    RECOVERING,
    SHUT
  }

  String contentSecurityPolicy() {
    return "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        .formatted(PageTemplate.hashSource(style), PageTemplate.hashSource(script));
  }

  String asking() {
    return page(State.ASKING);
  }

  String invalidToken() {
    return page(State.INVALID);
  }

  /**
   * @param recoveryMailed whether a way back in is on its way
   */
  String shutOut(boolean recoveryMailed) {
    return page(recoveryMailed ? State.RECOVERING : State.SHUT);
  }

  private String page(State state) {
    return template.with(
        Map.of("app", appName, "style", style, "script", script, "state", state.name()));
  }
}
