package dev.latchkey.adapter.mail;

import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.verification.OneTimeCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What templates see of a notification in one language: texts and numbers only, never an object of
 * ours. Whatever a person or a client chose is tamed here; secrets are in the fragments of links,
 * which browsers send to nobody.
 */
final class MailVariables {
  private static final String RESET_PAGE = "/password/reset";
  private static final String KEEP_PAGE = "/account/keep";
  private static final String NOT_ME_PAGE = "/account/not-me";
  private static final String UNDO_PAGE = "/account/address";
  private static final String RECOVERY_PAGE = "/account/recovery";

  private final Messages messages;
  private final DateTimeFormatter when;
  private final URI frontendUrl;
  private final URI baseUrl;

  MailVariables(Messages messages, URI frontendUrl, URI baseUrl) {
    this.messages = messages;
    this.frontendUrl = frontendUrl;
    this.baseUrl = baseUrl;
    when = messages.dates();
  }

  Map<String, Object> of(RegistrationCode notification) {
    var all = new HashMap<>(digits(notification.code(), notification.lifetime()));
    all.put("name", greeted(notification.name()));
    return all;
  }

  Map<String, Object> of(AddressCode notification) {
    return digits(notification.code(), notification.lifetime());
  }

  Map<String, Object> of(ClientContext client) {
    return Map.of(
        "address", UntrustedText.address(client.address()),
        "device", UntrustedText.agent(client.userAgent()));
  }

  Map<String, Object> of(@Nullable DisplayName name) {
    return Map.of("name", greeted(name));
  }

  Map<String, Object> of(@Nullable DisplayName name, ClientContext client) {
    var all = new HashMap<>(of(client));
    all.put("name", greeted(name));
    return all;
  }

  Map<String, Object> of(@Nullable DisplayName name, Instant at, ClientContext client) {
    var all = new HashMap<>(of(name, client));
    all.put("when", told(at));
    return all;
  }

  Map<String, Object> of(DeletionPending notification) {
    var token = notification.undo().reveal();
    return Map.of(
        "name",
        greeted(notification.name()),
        "when",
        told(notification.deleteAt()),
        "token",
        token,
        "link",
        below(baseUrl, KEEP_PAGE) + "#token=" + token);
  }

  /**
   * The link leads to the front end, where nobody has set one to ourselves; our own page is named
   * beside it, for a front end that has none.
   */
  Map<String, Object> of(PasswordReset notification) {
    var all = new HashMap<>(of(notification.name(), notification.client()));
    all.put("lifetime", told(notification.lifetime()));
    all.putAll(links(frontendUrl, RESET_PAGE, notification.token()));
    return all;
  }

  /** Leads where the mail of a lost password leads. */
  Map<String, Object> of(RecoveryReady notification) {
    var all = new HashMap<>(of(notification.name()));
    all.put("when", told(notification.until()));
    all.putAll(links(frontendUrl, RESET_PAGE, notification.token()));
    return all;
  }

  Map<String, Object> of(RecoveryBegan notification) {
    var all = new HashMap<>(of(notification.name(), notification.dueAt(), notification.client()));
    all.putAll(links(baseUrl, RECOVERY_PAGE, notification.cancel()));
    return all;
  }

  Map<String, Object> of(AddressWasLeft notification) {
    var all = new HashMap<>(of(notification.name(), notification.until(), notification.client()));
    all.putAll(links(baseUrl, UNDO_PAGE, notification.undo()));
    return all;
  }

  Map<String, Object> of(SecurityNotice notice) {
    var happening = notice.happening();
    var token = notice.link().token().reveal();
    return Map.ofEntries(
        Map.entry("kind", notice.kind().name().toLowerCase(Locale.ROOT)),
        Map.entry("name", greeted(notice.name())),
        Map.entry("when", told(happening.at())),
        Map.entry("since", told(notice.since())),
        Map.entry("times", notice.times()),
        Map.entry("address", UntrustedText.address(happening.client().address())),
        Map.entry("device", told(happening.device())),
        Map.entry("place", told(happening.place())),
        Map.entry("until", told(notice.link().expiresAt())),
        Map.entry("token", token),
        Map.entry("page", below(baseUrl, NOT_ME_PAGE)),
        Map.entry("link", below(baseUrl, NOT_ME_PAGE) + "#token=" + token));
  }

  private Map<String, Object> digits(OneTimeCode code, Duration lifetime) {
    var digits = code.reveal();
    var half = digits.length() / 2;
    return Map.of(
        "code", digits,
        "codeStart", digits.substring(0, half),
        "codeEnd", digits.substring(half),
        "lifetime", told(lifetime));
  }

  private Map<String, Object> links(URI site, String page, SecretToken secret) {
    var token = secret.reveal();
    var link = below(site, page) + "#token=" + token;
    return Map.of("token", token, "link", link, "page", below(baseUrl, page));
  }

  private String told(Instant instant) {
    return when.format(instant);
  }

  private String told(Duration lifetime) {
    var minutes = Math.max(1, lifetime.toMinutes());
    return messages.say(minutes == 1 ? "lifetime.one" : "lifetime.many", place -> minutes);
  }

  private static String told(DeviceDescription device) {
    return UntrustedText.agent(joined(device.browser(), device.system()));
  }

  private static String told(@Nullable Place place) {
    return place == null
        ? ""
        : UntrustedText.place(joined(place.city(), place.region(), place.country()));
  }

  private static String joined(@Nullable String... parts) {
    return Stream.of(parts)
        .flatMap(Stream::ofNullable)
        .filter(part -> !part.isBlank())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String greeted(@Nullable DisplayName name) {
    return name == null ? "" : UntrustedText.name(name.value());
  }

  /** A page below an address that may have a query or a fragment of its own, which are left out. */
  private static String below(URI address, String page) {
    return address.toString().replaceFirst("[?#].*", "").replaceFirst("/+$", "") + page;
  }
}
