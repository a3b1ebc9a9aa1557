package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.routing.PageTemplate;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page behind the link that sets a new password. Showing it does nothing. Its form takes the
 * token and the password; its one script saves the pasting, and does nothing else. Style sheet and
 * script are named by their hashes, and the form goes to nobody but us.
 */
final class ResetPage {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final PageTemplate template = PageTemplate.of(ResetPage.class, "reset.peb");
  private final String style = PageTemplate.part(ResetPage.class, "reset.css");
  private final String script = PageTemplate.part(ResetPage.class, "reset.js");
  private final String appName;

  ResetPage(String appName) {
    this.appName = appName;
  }

  String contentSecurityPolicy() {
    return "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        .formatted(PageTemplate.hashSource(style), PageTemplate.hashSource(script));
  }

  String empty() {
    return page("", "", "");
  }

  String done() {
    return page(
        "",
        "",
        "Done. Your new password is set, and you are signed out everywhere. Sign in with the new"
            + " one.");
  }

  /** No password was set, and when one can be. */
  String recovering(Instant dueAt) {
    return page(
        "",
        "",
        "Not yet: this account has no password, so none was set. On "
            + WHEN.format(dueAt)
            + " you get another mail, with which you can set one. Until then its owner can stop"
            + " that, by a mail that is on its way now.");
  }

  String invalidToken() {
    return page(
        "",
        "This code is not valid, or not any more. Take the one from the newest mail; if that is"
            + " older than ten minutes, ask for another.",
        "");
  }

  /** The token comes back, so that nobody has to look for it again; the password does not. */
  String refused(String token, List<Fault> faults) {
    var advice = faults.stream().map(Fault::advice).collect(Collectors.joining("; it "));
    return page(token, "This password " + advice + ".", "");
  }

  private String page(String token, String fault, String done) {
    return template.with(
        Map.of(
            "app", appName, "style", style, "script", script, "token", token, "fault", fault,
            "done", done));
  }
}
