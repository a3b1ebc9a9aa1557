package dev.latchkey.bootstrap;

import dev.latchkey.adapter.http.HttpConfig;
import dev.latchkey.bootstrap.settings.AuthConfig;

/** What the HTTP interface is told of the configuration. */
final class HttpSettings {
  private HttpSettings() {}

  static HttpConfig of(AuthConfig config) {
    var web = config.web();
    var browsers = web.browsers();
    return HttpConfig.standard(
            web.host(),
            web.port(),
            web.baseUrl(),
            web.isLocal(),
            Version.current(),
            config.mail().appName())
        .withTrustedProxies(web.trustedProxies())
        .withBrowsers(browsers.cookieSecure(), browsers.cookieSameSite(), browsers.corsOrigins())
        .withHeaders(browsers.headers())
        .withRates(web.rates())
        .withLanguages(config.mail().languages().tags())
        .withLooks(web.looks());
  }
}
