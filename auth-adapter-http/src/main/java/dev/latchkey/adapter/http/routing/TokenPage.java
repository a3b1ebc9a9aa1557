package dev.latchkey.adapter.http.routing;

import java.util.Map;

/**
 * A page behind a link in a mail, whose form takes the token and nothing else. Showing it does
 * nothing. Its one script saves the pasting; style sheet and script are named by their hashes, and
 * the form goes to nobody but us.
 */
public final class TokenPage {
  private final PageTemplate template = PageTemplate.of(TokenPage.class, "token.peb");
  private final String style = PageTemplate.part(TokenPage.class, "token.css");
  private final String script = PageTemplate.part(TokenPage.class, "token.js");
  private final Text text;

  public TokenPage(Text text) {
    this.text = text;
  }

  /**
   * What the page says.
   *
   * @param action where the form goes: the last segment of the page's own path
   * @param fault when the token is worth nothing
   */
  public record Text(
      String title, String explanation, String button, String action, String done, String fault) {}

  public String contentSecurityPolicy() {
    return "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        .formatted(PageTemplate.hashSource(style), PageTemplate.hashSource(script));
  }

  /** With the form, to begin with. */
  public String empty() {
    return page("", "");
  }

  /** With the news that it worked. */
  public String done() {
    return page(text.done(), "");
  }

  /** With the form again; what was sent does not come back. */
  public String invalidToken() {
    return page("", text.fault());
  }

  private String page(String done, String fault) {
    return template.with(
        Map.of(
            "title",
            text.title(),
            "explanation",
            text.explanation(),
            "button",
            text.button(),
            "action",
            text.action(),
            "done",
            done,
            "fault",
            fault,
            "style",
            style,
            "script",
            script));
  }
}
