package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.http.HttpConfig;
import dev.latchkey.adapter.http.HttpConfig.SameSite;
import java.util.List;

/** What can be set about cookies and about pages of other origins. */
final class BrowserSettings {
  private BrowserSettings() {}

  static final Setting<Boolean> COOKIE_SECURE =
      Setting.of(
          "COOKIE_SECURE",
          Section.SERVER,
          Syntaxes.yesOrNo(),
          "true",
          "Cookies for TLS only, named with the prefix `__Host-`. Browsers count `localhost` as"
              + " secure. `false` is for local mode only.");

  static final Setting<SameSite> COOKIE_SAMESITE =
      Setting.of(
          "COOKIE_SAMESITE",
          Section.SERVER,
          Syntaxes.oneOf(SameSite.class),
          "lax",
          "Whether cookies come along when a link leads here from elsewhere (`lax`) or only from our"
              + " own site (`strict`).");

  static final Setting<List<String>> CORS_ORIGINS =
      Setting.optional(
          "CORS_ORIGINS",
          Section.SERVER,
          Syntaxes.listOf(
              Syntaxes.readBy(
                  "an origin as browsers write it",
                  "https://app.example.com",
                  BrowserSettings::origin)),
          "none",
          "Whose pages may read our answers and use our cookies, exactly as listed. Nothing else is"
              + " ever let in, `null` and `*` included.");

  private static String origin(String text) {
    if (!HttpConfig.isOrigin(text)) {
      throw new IllegalArgumentException("it is no origin: scheme, host and port, nothing else");
    }
    return text;
  }
}
