package dev.latchkey.adapter.mail;

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
import dev.latchkey.domain.notification.Notification.NoAccountToReset;
import dev.latchkey.domain.notification.Notification.PasswordReset;
import dev.latchkey.domain.notification.Notification.RecoveryBegan;
import dev.latchkey.domain.notification.Notification.RecoveryReady;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.domain.notification.Notification.SecurityNotice;
import dev.latchkey.domain.notification.Notification.Welcome;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What each notification looks like as a mail: three templates {@code
 * mail/<notification>.{subject,txt,html}.peb}, which all languages share, and the words of {@code
 * mail/messages_<language>.properties}.
 *
 * <p>Everything that goes into HTML is escaped. A variable or a text that a template names and
 * nobody set is an error, so no mail leaves with a hole in it.
 */
final class MailTemplates {
  private final Map<Locale, Messages> languages;
  private final PebbleEngine html;
  private final PebbleEngine plain;
  private final String appName;
  private final URI frontendUrl;
  private final URI baseUrl;

  MailTemplates(Map<Locale, Messages> languages, String appName, URI frontendUrl, URI baseUrl) {
    this.languages = Map.copyOf(languages);
    this.html = engine(true);
    this.plain = engine(false);
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

  /**
   * @param language one of those that there are
   */
  Rendered render(Notification notification, Locale language) {
    var messages = languages.get(language);
    if (messages == null) {
      throw new IllegalArgumentException("no messages in " + language);
    }
    var variables = new MailVariables(messages, frontendUrl, baseUrl);
    return switch (notification) {
      case RegistrationCode code -> render("registration-code", variables.of(code), language);
      case AlreadyRegistered(var client) ->
          render("already-registered", variables.of(client), language);
      case SecurityNotice notice -> render("security-notice", variables.of(notice), language);
      case Welcome(var name) -> render("welcome", variables.of(name), language);
      case DeletionPending pending -> render("deletion-pending", variables.of(pending), language);
      case PasswordReset reset -> render("password-reset", variables.of(reset), language);
      case NoAccountToReset(var client) ->
          render("no-account-to-reset", variables.of(client), language);
      case AddressCode code -> render("address-code", variables.of(code), language);
      case AddressInUse(var client) -> render("address-in-use", variables.of(client), language);
      case AddressChangeAsked(var name, var client) ->
          render("address-change-asked", variables.of(name, client), language);
      case AddressIsNow(var name, var at, var client) ->
          render("address-is-now", variables.of(name, at, client), language);
      case AddressWasLeft left -> render("address-was-left", variables.of(left), language);
      case AddressIsBack(var name, var at, var client) ->
          render("address-is-back", variables.of(name, at, client), language);
      case AddressWasWithdrawn(var at, var client) ->
          render("address-was-withdrawn", variables.of(null, at, client), language);
      case RecoveryBegan began -> render("recovery-began", variables.of(began), language);
      case RecoveryReady ready -> render("recovery-ready", variables.of(ready), language);
    };
  }

  private Rendered render(String template, Map<String, Object> variables, Locale language) {
    var all = new HashMap<>(variables);
    all.put("app", appName);
    all.put("frontend", frontendUrl.toString());
    all.put("language", language.toLanguageTag());
    return new Rendered(
        PlainLine.of(evaluate(plain, template + ".subject", all, language)),
        evaluate(plain, template + ".txt", all, language),
        evaluate(html, template + ".html", all, language));
  }

  private static String evaluate(
      PebbleEngine engine, String template, Map<String, Object> variables, Locale language) {
    var written = new StringWriter();
    try {
      engine.getTemplate("mail/" + template + ".peb").evaluate(written, variables, language);
    } catch (IOException aStringWriterHasNone) {
      throw new UncheckedIOException(aStringWriterHasNone);
    }
    return written.toString();
  }

  private PebbleEngine engine(boolean escaping) {
    return new PebbleEngine.Builder()
        .loader(new ClasspathLoader(MailTemplates.class.getClassLoader()))
        .autoEscaping(escaping)
        .strictVariables(true)
        .newLineTrimming(false)
        .extension(new MailWords(languages))
        .build();
  }
}
