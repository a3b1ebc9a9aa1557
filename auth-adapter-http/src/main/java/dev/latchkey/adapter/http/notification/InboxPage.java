package dev.latchkey.adapter.http.notification;

import dev.latchkey.domain.notification.LocalInbox.Mail;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Draws the local inbox. Everything in a mail is escaped; its HTML is shown inside a frame that may
 * do nothing at all. The one style sheet is named by its hash, so no other style and no script
 * runs.
 */
final class InboxPage {
  private static final String FOLDER = "dev/latchkey/adapter/http/notification/";
  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final String appName;
  private final String style;
  private final PebbleTemplate template;

  InboxPage(String appName) {
    this.appName = appName;
    this.style = resource("inbox.css");
    this.template = engine().getTemplate(FOLDER + "inbox.peb");
  }

  /** A mail as the template sees it. */
  public record Shown(String to, String subject, String sentAt, String text, String html) {
    static Shown of(Mail mail) {
      return new Shown(
          mail.to(), mail.subject(), SENT.format(mail.sentAt()), mail.text(), mail.html());
    }

    @Override
    public String toString() {
      return "Shown[redacted]";
    }
  }

  private static PebbleEngine engine() {
    return new PebbleEngine.Builder()
        .loader(new ClasspathLoader(InboxPage.class.getClassLoader()))
        .strictVariables(true)
        .build();
  }

  private static String resource(String name) {
    try (InputStream file = InboxPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
  }

  String render(List<Mail> mails) {
    var page = new StringWriter();
    var shown = mails.stream().map(Shown::of).toList();
    try {
      template.evaluate(page, Map.of("app", appName, "style", style, "mails", shown));
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return page.toString();
  }

  String contentSecurityPolicy() {
    return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(sha256(style));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasSha256) {
      throw new AssertionError(everyJdkHasSha256);
    }
  }
}
