package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.http.HeaderPolicy.XssFilter;
import dev.latchkey.adapter.http.HttpConfig;
import dev.latchkey.adapter.http.HttpConfig.SameSite;
import java.time.Duration;
import java.util.List;

/** What can be set about cookies, pages of other origins, and what browsers are told. */
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

  static final Setting<Duration> HSTS_MAX_AGE =
      Setting.of(
          "HSTS_MAX_AGE",
          Section.SERVER,
          Syntaxes.duration(Duration.ZERO, Duration.ofDays(730)).withExample("365d"),
          "365d",
          "How long browsers insist on TLS for our host after each answer. Said only where `BASE_URL`"
              + " is `https`, and not on `localhost`. With `0s` they forget.");

  static final Setting<Boolean> HSTS_SUBDOMAINS =
      Setting.of(
          "HSTS_SUBDOMAINS",
          Section.SERVER,
          Syntaxes.yesOrNo(),
          "true",
          "Whether they insist on it for all hosts below ours as well. `false` if one of those has"
              + " no TLS.");

  static final Setting<XssFilter> X_XSS_PROTECTION =
      Setting.of(
          "X_XSS_PROTECTION",
          Section.SERVER,
          Syntaxes.oneOf(XssFilter.class),
          "off",
          "What old browsers are told about their filter against cross-site scripting. `off` (`0`),"
              + " because pages could be broken by means of it; `block` (`1; mode=block`) for"
              + " auditors who insist. Today's browsers have none.");

  private static String origin(String text) {
    if (!HttpConfig.isOrigin(text)) {
      throw new IllegalArgumentException("it is no origin: scheme, host and port, nothing else");
    }
    return text;
  }
}
