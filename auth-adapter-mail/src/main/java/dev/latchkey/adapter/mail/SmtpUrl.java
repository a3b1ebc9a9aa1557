package dev.latchkey.adapter.mail;

import dev.latchkey.adapter.mail.MailConfig.Login;
import dev.latchkey.adapter.mail.MailConfig.Security;
import dev.latchkey.adapter.mail.MailConfig.Smtp;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code SMTP_URL}. No message says anything of the text: any part may be the password. */
final class SmtpUrl {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final String ENCODE =
      " (in user name and password, special characters are percent-encoded: @ is %40, : is %3A,"
          + " / is %2F, ? is %3F, # is %23, % is %25)";

  private SmtpUrl() {}

  static Smtp parse(String url) {
    var uri = uri(url);
    if (!endsAfterPort(uri)) {
      throw refused("nothing may follow host and port, neither path nor parameters" + ENCODE);
    }
    var host = host(uri);
    var security = security(uri, host);
    return new Smtp(host, port(uri, security), login(uri.getRawUserInfo()), security, TIMEOUT);
  }

  private static URI uri(String url) {
    try {
      return new URI(url.strip());
    } catch (URISyntaxException holdsTheText) {
      throw refused("it is not a URL" + ENCODE);
    }
  }

  private static boolean endsAfterPort(URI uri) {
    var path = uri.getRawPath();
    return (path == null || path.isEmpty() || path.equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static String host(URI uri) {
    var host = uri.getHost();
    if (host == null) {
      throw refused("it names no valid host" + ENCODE);
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Security security(URI uri, String host) {
    return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
      case "smtps" -> Security.IMPLICIT_TLS;
      case "smtp" ->
          Smtp.isLoopback(host) ? Security.PLAIN_LOOPBACK_ONLY : Security.STARTTLS_REQUIRED;
      default -> throw refused("it starts with neither smtp:// nor smtps://");
    };
  }

  private static int port(URI uri, Security security) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return security == Security.IMPLICIT_TLS ? SUBMISSIONS : SUBMISSION;
  }

  private static @Nullable Login login(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    var colon = userInfo.indexOf(':');
    if (colon < 1 || colon == userInfo.length() - 1) {
      throw refused("a user name and a password belong together: user:password@host");
    }
    return new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String raw) {
    // URLDecoder is made for forms, where a plus sign means a blank.
    var text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\ufffd')) {
      throw refused("user name or password holds control characters or is not UTF-8");
    }
    return text;
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("not the URL of a mail server: " + why);
  }
}
