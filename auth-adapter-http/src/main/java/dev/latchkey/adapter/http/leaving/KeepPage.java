package dev.latchkey.adapter.http.leaving;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
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
 * The page behind the link that keeps an account. Showing it does nothing; its button sends the
 * token from the fragment of the address, or the one that was pasted. Its one script and its one
 * style sheet are named by their hashes, and it may talk to nobody but us.
 */
final class KeepPage {
  private static final String FOLDER = "dev/latchkey/adapter/http/leaving/";

  private final String html;
  private final String contentSecurityPolicy;

  KeepPage(String appName) {
    var style = resource("keep.css");
    var script = resource("keep.js");
    html = render(Map.of("app", appName, "style", style, "script", script));
    contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(sha256(style), sha256(script));
  }

  String html() {
    return html;
  }

  String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  private static String render(Map<String, Object> variables) {
    var engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(KeepPage.class.getClassLoader()))
            .strictVariables(true)
            .build();
    var page = new StringWriter();
    try {
      engine.getTemplate(FOLDER + "keep.peb").evaluate(page, variables);
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return page.toString();
  }

  private static String resource(String name) {
    try (InputStream file = KeepPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException brokenJar) {
      throw new UncheckedIOException(brokenJar);
    }
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
