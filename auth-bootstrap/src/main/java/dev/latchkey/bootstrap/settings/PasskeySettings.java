package dev.latchkey.bootstrap.settings;

import dev.latchkey.adapter.http.HttpConfig;
import dev.latchkey.adapter.webauthn.WebauthnConfig;
import dev.latchkey.domain.passkey.PasskeyCeremony.UserVerification;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be set about passkeys. */
final class PasskeySettings {
  private PasskeySettings() {}

  static final Setting<String> RP_ID =
      Setting.optional(
          "RP_ID",
          Section.SIGN_UP,
          new Syntax<>(
              "a host name of two labels or more, or `localhost`",
              "example.com",
              PasskeySettings::relyingParty),
          "the host of `BASE_URL`",
          "The host name that passkeys belong to: that of each page that asks for them, or one above"
              + " it. Whoever changes it makes all passkeys useless. Where it is not set and"
              + " `BASE_URL` has an address for a host, there are no passkeys.");

  static final Setting<String> RP_NAME =
      Setting.optional(
          "RP_NAME",
          Section.SIGN_UP,
          Syntaxes.text(64),
          "`APP_NAME`",
          "What browsers and authenticators call the application.");

  static final Setting<List<String>> PASSKEY_ORIGINS =
      Setting.optional(
          "PASSKEY_ORIGINS",
          Section.SIGN_UP,
          Syntaxes.listOf(
              Syntaxes.readBy(
                  "an origin as browsers write it",
                  "https://app.example.com",
                  PasskeySettings::origin)),
          "those of `BASE_URL` and `FRONTEND_URL`, as far as `RP_ID` covers them",
          "Whose pages may ask for passkeys, exactly as listed.");

  static final Setting<UserVerification> PASSKEY_USER_VERIFICATION =
      Setting.of(
          "PASSKEY_USER_VERIFICATION",
          Section.SIGN_UP,
          Syntaxes.oneOf(UserVerification.class),
          "required",
          "Whether authenticators must verify their users, with a PIN or a finger. With `preferred`"
              + " those that cannot are taken too: such a passkey is one factor and not two"
              + " (`acr` `aal1`), and whoever finds it has it.");

  static final Setting<Duration> PASSKEY_CEREMONY_TTL =
      Setting.of(
          "PASSKEY_CEREMONY_TTL",
          Section.SIGN_UP,
          Syntaxes.duration(Duration.ofMinutes(1), Duration.ofMinutes(10)).withExample("5m"),
          "5m",
          "How long a browser has from the options of a passkey to the answer. Whoever signs in"
              + " with the passkey of another device takes a minute or two.");

  /** The number of passkeys of a user is no setting: nobody needs another. */
  static PasskeyPolicy policy(Values values, PasskeyPolicy standard) {
    return new PasskeyPolicy(
        values.get(PASSKEY_USER_VERIFICATION), values.get(PASSKEY_CEREMONY_TTL), standard.limit());
  }

  private static String relyingParty(String text) {
    var name = text.toLowerCase(Locale.ROOT);
    Syntaxes.require(WebauthnConfig.isRelyingParty(name), "is none");
    return name;
  }

  private static String origin(String text) {
    if (!HttpConfig.isOrigin(text)) {
      throw new IllegalArgumentException("it is no origin: scheme, host and port, nothing else");
    }
    return text;
  }

  /** Empty where there can be no passkeys, and nobody asked for any. */
  static Optional<WebauthnConfig> config(Values values) {
    var origins = origins(values);
    var name = values.find(RP_NAME).orElse(values.get(Settings.APP_NAME));
    return relyingParty(values)
        .filter(id -> !origins.isEmpty())
        .map(id -> WebauthnConfig.standard(id, name, origins));
  }

  /** Whether an origin is listed that the relying party does not cover. */
  static boolean listsForeignOrigins(Values values) {
    return !listed(values).stream().allMatch(origin -> covers(values, origin));
  }

  /**
   * Whether a relying party is set that covers neither of our own addresses, and none is listed.
   */
  static boolean coverNothing(Values values) {
    return values.has(RP_ID) && origins(values).isEmpty();
  }

  private static Optional<String> relyingParty(Values values) {
    return values
        .find(RP_ID)
        .or(
            () ->
                Optional.of(StartupChecks.baseUrl(values).getHost())
                    .filter(WebauthnConfig::isRelyingParty));
  }

  private static Set<String> origins(Values values) {
    var listed = listed(values);
    return listed.isEmpty() ? ownOrigins(values) : Set.copyOf(listed);
  }

  private static Set<String> listed(Values values) {
    return new LinkedHashSet<>(values.find(PASSKEY_ORIGINS).orElse(List.of()));
  }

  private static Set<String> ownOrigins(Values values) {
    return Stream.concat(
            Stream.of(StartupChecks.baseUrl(values)), values.find(Settings.FRONTEND_URL).stream())
        .map(PasskeySettings::originOf)
        .filter(origin -> covers(values, origin))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean covers(Values values, String origin) {
    return relyingParty(values).filter(id -> WebauthnConfig.covers(id, origin)).isPresent();
  }

  /** As browsers write it: without the port that its scheme has anyway. */
  private static String originOf(URI url) {
    var usual = url.getScheme().equals("https") ? 443 : 80;
    var port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
