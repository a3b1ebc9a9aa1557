package dev.latchkey.adapter.mail;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.notification.Notification.AddressChangeAsked;
import dev.latchkey.domain.notification.Notification.AddressCode;
import dev.latchkey.domain.notification.Notification.AddressInUse;
import dev.latchkey.domain.notification.Notification.AddressIsBack;
import dev.latchkey.domain.notification.Notification.AddressIsNow;
import dev.latchkey.domain.notification.Notification.AddressWasLeft;
import dev.latchkey.domain.notification.Notification.AddressWasWithdrawn;
import dev.latchkey.domain.notification.Notification.AlreadyRegistered;
import dev.latchkey.domain.notification.Notification.DeletionPending;
import dev.latchkey.domain.notification.Notification.ManyWrongPasswords;
import dev.latchkey.domain.notification.Notification.NoAccountToReset;
import dev.latchkey.domain.notification.Notification.PasswordChanged;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notification.PasswordShownAgain;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notification.SessionEndedForReuse;
import dev.latchkey.domain.notification.Notification.Welcome;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.verification.OneTimeCode;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each notification looks like as a mail: three templates {@code
 * mail/<language>/<notification>.{subject,txt,html}.peb}.
 *
 * <p>Everything that goes into HTML is escaped. A variable that a template names and nobody set is
 * an error, so no mail leaves with a hole in it. Templates see texts and numbers only, never an
 * object of ours. Another language is another folder.
 */
final class MailTemplates {
  private static final String LANGUAGE = "en";
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String RESET_PAGE = "/password/reset";
  private static final String RECOVERY_PAGE = "/account/recovery";
  private static final String UNDO_PAGE = "/account/address";

  private final PebbleEngine html = engine(true);
  private final PebbleEngine plain = engine(false);
  private final String appName;
  private final URI frontendUrl;
  private final URI baseUrl;

  MailTemplates(String appName, URI frontendUrl, URI baseUrl) {
    this.appName = appName;
    this.frontendUrl = frontendUrl;
    this.baseUrl = baseUrl;
  }

  /** A mail in words. Holds codes in the clear. */
  record Rendered(String subject, String text, String html) {
    @Override
    public String toString() {
      return "Rendered[redacted]";
    }
  }

  Rendered render(Notification notification) {
    return switch (notification) {
      case RegistrationCode code -> render("registration-code", variables(code));
      case AlreadyRegistered(var client) -> render("already-registered", variables(client));
      case SessionEndedForReuse(var client) -> render("session-ended-for-reuse", variables(client));
      case ManyWrongPasswords(var client) -> render("many-wrong-passwords", variables(client));
      case PasswordShownAgain(var client) -> render("password-shown-again", variables(client));
      case Welcome(var name) -> render("welcome", Map.of("name", greeted(name)));
      case DeletionPending pending -> render("deletion-pending", variables(pending));
      case PasswordReset reset -> render("password-reset", variables(reset));
      case NoAccountToReset(var client) -> render("no-account-to-reset", variables(client));
      case PasswordChanged changed -> render("password-changed", variables(changed));
      case AddressCode code -> render("address-code", digits(code.code(), code.lifetime()));
      case AddressInUse(var client) -> render("address-in-use", variables(client));
      case AddressChangeAsked(var name, var client) ->
          render("address-change-asked", variables(name, client));
      case AddressIsNow(var name, var at, var client) ->
          render("address-is-now", variables(name, at, client));
      case AddressWasLeft left -> render("address-was-left", variables(left));
      case AddressIsBack(var name, var at, var client) ->
          render("address-is-back", variables(name, at, client));
      case RecoveryBegan began -> render("recovery-began", variables(began));
      case RecoveryReady ready -> render("recovery-ready", variables(ready));
      case AddressWasWithdrawn(var at, var client) ->
          render("address-was-withdrawn", variables(null, at, client));
    };
  }

  /** The secret is in the fragment, which browsers send to nobody. */
  private Map<String, Object> variables(DeletionPending notification) {
    var token = notification.undo().reveal();
    return Map.of(
        "name",
        greeted(notification.name()),
        "when",
        WHEN.format(notification.deleteAt()),
        "token",
        token,
        "link",
        below(baseUrl, "/account/keep") + "#" + token);
  }

  /**
   * The link leads to the front end, where nobody has set one to ourselves; our own page is named
   * beside it, for a front end that has none. The secret is in the fragment, as above.
   */
  private Map<String, Object> variables(PasswordReset notification) {
    var token = notification.token().reveal();
    var all = new HashMap<>(variables(notification.client()));
    all.put("name", greeted(notification.name()));
    all.put("minutes", minutes(notification.lifetime()));
    all.put("token", token);
    all.put("link", below(frontendUrl, RESET_PAGE) + "#token=" + token);
    all.put("page", below(baseUrl, RESET_PAGE));
    return all;
  }

  private static Map<String, Object> variables(PasswordChanged notification) {
    return variables(notification.name(), notification.at(), notification.client());
  }

  private Map<String, Object> variables(AddressWasLeft notification) {
    var token = notification.undo().reveal();
    var all = variables(notification.name(), notification.until(), notification.client());
    all.put("token", token);
    all.put("link", below(baseUrl, UNDO_PAGE) + "#token=" + token);
    all.put("page", below(baseUrl, UNDO_PAGE));
    return all;
  }

  private Map<String, Object> variables(RecoveryBegan notification) {
    var token = notification.cancel().reveal();
    var all = variables(notification.name(), notification.dueAt(), notification.client());
    all.put("token", token);
    all.put("link", below(baseUrl, RECOVERY_PAGE) + "#token=" + token);
    all.put("page", below(baseUrl, RECOVERY_PAGE));
    return all;
  }

  /** Leads where the mail of a lost password leads. */
  private Map<String, Object> variables(RecoveryReady notification) {
    var token = notification.token().reveal();
    return Map.of(
        "name",
        greeted(notification.name()),
        "when",
        WHEN.format(notification.until()),
        "token",
        token,
        "link",
        below(frontendUrl, RESET_PAGE) + "#token=" + token,
        "page",
        below(baseUrl, RESET_PAGE));
  }

  private static Map<String, Object> variables(@Nullable DisplayName name, ClientContext client) {
    var all = new HashMap<>(variables(client));
    all.put("name", greeted(name));
    return all;
  }

  private static Map<String, Object> variables(
      @Nullable DisplayName name, Instant when, ClientContext client) {
    var all = variables(name, client);
    all.put("when", WHEN.format(when));
    return all;
  }

  private static long minutes(Duration lifetime) {
    return Math.max(1, lifetime.toMinutes());
  }

  /** A page below an address that may have a query or a fragment of its own, which are left out. */
  private static String below(URI address, String page) {
    return address.toString().replaceFirst("[?#].*", "").replaceFirst("/+$", "") + page;
  }

  private static Map<String, Object> variables(RegistrationCode notification) {
    var all = digits(notification.code(), notification.lifetime());
    all.put("name", greeted(notification.name()));
    return all;
  }

  private static Map<String, Object> digits(OneTimeCode code, Duration lifetime) {
    var digits = code.reveal();
    var half = digits.length() / 2;
    return new HashMap<>(
        Map.of(
            "code", digits,
            "codeStart", digits.substring(0, half),
            "codeEnd", digits.substring(half),
            "minutes", minutes(lifetime)));
  }

  private static Map<String, Object> variables(ClientContext client) {
    return Map.of(
        "address", UntrustedText.address(client.address()),
        "device", UntrustedText.agent(client.userAgent()));
  }

  private static String greeted(@Nullable DisplayName name) {
    return name == null ? "" : UntrustedText.name(name.value());
  }

  private Rendered render(String template, Map<String, Object> variables) {
    var all = new HashMap<>(variables);
    all.put("app", appName);
    all.put("frontend", frontendUrl.toString());
    all.put("language", LANGUAGE);
    return new Rendered(
        PlainLine.of(evaluate(plain, template + ".subject", all)),
        evaluate(plain, template + ".txt", all),
        evaluate(html, template + ".html", all));
  }

  private static String evaluate(
      PebbleEngine engine, String template, Map<String, Object> variables) {
    var written = new StringWriter();
    try {
      engine.getTemplate("mail/" + LANGUAGE + "/" + template + ".peb").evaluate(written, variables);
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return written.toString();
  }

  private static PebbleEngine engine(boolean escaping) {
    return new PebbleEngine.Builder()
        .loader(new ClasspathLoader(MailTemplates.class.getClassLoader()))
        .autoEscaping(escaping)
        .strictVariables(true)
        .newLineTrimming(false)
        .build();
  }
}
