package dev.latchkey.bootstrap.settings;

import static dev.latchkey.bootstrap.settings.Syntaxes.require;

import dev.latchkey.adapter.http.HttpConfig;
import java.util.regex.Pattern;

/** A network of trusted proxies: one address, or a range in CIDR notation (RFC 4632). */
final class Network {
  private static final Pattern EVERYBODY = Pattern.compile(".*/0+");

  private Network() {}

  static Syntax<String> syntax() {
    return new Syntax<>(
        "an IP address, or a range such as `10.0.0.0/8`", "10.0.0.0/8", Network::check);
  }

  private static String check(String text) {
    require(HttpConfig.isRange(text), "is no IP address or range");
    require(
        !EVERYBODY.matcher(text).matches(),
        "trusts everybody, so anybody could pretend to come from anywhere");
    return text;
  }
}
