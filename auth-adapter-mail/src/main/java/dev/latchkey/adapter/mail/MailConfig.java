package dev.latchkey.adapter.mail;

import dev.latchkey.domain.user.EmailAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How mails leave, who they come from, and what they say about the application.
 *
 * <p>Names lose their control characters and line separators, so they cannot become headers. The
 * front end's address is where links in mails lead; it comes from configuration alone, never from a
 * request. A value that cannot be used is refused with {@link IllegalArgumentException}, whose
 * message never repeats it.
 *
 * @param sender the address that mails come from ({@code MAIL_FROM})
 * @param senderName the name beside it ({@code MAIL_FROM_NAME})
 * @param appName what mails call the application ({@code APP_NAME})
 * @param frontendUrl an absolute http or https address without user information ({@code
 *     FRONTEND_URL})
 * @param baseUrl where our own pages are, of the same kind ({@code BASE_URL}); links that must work
 *     whatever the front end has lead there
 * @param transport where mails go
 * @param languages in which they are written
 */
public record MailConfig(
    EmailAddress sender,
    String senderName,
    String appName,
    URI frontendUrl,
    URI baseUrl,
    Transport transport,
    MailLanguages languages) {

  /** In the languages that are ours. */
  public MailConfig(
      EmailAddress sender,
      String senderName,
      String appName,
      URI frontendUrl,
      URI baseUrl,
      Transport transport) {
    this(sender, senderName, appName, frontendUrl, baseUrl, transport, MailLanguages.shipped());
  }

  public MailConfig {
    senderName = named(senderName, "the sender's name");
    appName = named(appName, "the application's name");
    if (!isWebAddress(frontendUrl)) {
      throw new IllegalArgumentException(
          "the front end's address is not an absolute http or https address");
    }
    if (!isWebAddress(baseUrl)) {
      throw new IllegalArgumentException(
          "our own address is not an absolute http or https address");
    }
  }

  /** The same in other languages. */
  public MailConfig withLanguages(MailLanguages others) {
    return new MailConfig(sender, senderName, appName, frontendUrl, baseUrl, transport, others);
  }

  private static String named(String name, String what) {
    var line = PlainLine.of(name);
    if (line.isEmpty()) {
      throw new IllegalArgumentException(what + " is blank");
    }
    return line;
  }

  private static boolean isWebAddress(URI address) {
    var scheme = address.getScheme();
    return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
        && address.getHost() != null
        && address.getRawUserInfo() == null;
  }

  /** Where mails go. */
  public sealed interface Transport {}

  /**
   * To a mail server (RFC 5321, submission as in RFC 6409).
   *
   * <p>With TLS, the server's certificate and host name are always verified against the trust store
   * of the Java runtime.
   *
   * @param host name or address, IPv6 without brackets
   * @param login what to authenticate with; null to send without
   * @param timeout for connecting, for each answer and for each write
   */
  public record Smtp(
      String host, int port, @Nullable Login login, Security security, Duration timeout)
      implements Transport {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern LOOPBACK =
        Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    public Smtp {
      host = host.toLowerCase(Locale.ROOT);
      if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
        throw new IllegalArgumentException("a mail server has a host, and a port up to 65535");
      }
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("a timeout is longer than nothing");
      }
      if (security == Security.PLAIN_LOOPBACK_ONLY && !isLoopback(host)) {
        throw new IllegalArgumentException("mail without TLS goes to this machine only");
      }
    }

    /**
     * Reads {@code SMTP_URL}: {@code smtp://[user:password@]host[:port]} for STARTTLS (port 587
     * unless given; plain when the host is this machine), {@code smtps://…} for TLS from the first
     * byte (port 465). User name and password are percent-encoded. Anything else, a query for
     * instance, is refused with {@link IllegalArgumentException}; its message tells what is wrong
     * and repeats nothing of the text.
     */
    public static Smtp parse(String url) {
      return SmtpUrl.parse(url);
    }

    static boolean isLoopback(String host) {
      return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
  }

  /** User name and password for the mail server. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[redacted]";
    }
  }

  /** How the connection to a mail server is protected. */
  public enum Security {
    /** Upgraded by STARTTLS (RFC 3207) before anything else is said; without it nothing is sent. */
    STARTTLS_REQUIRED,
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT_TLS,
    /** Not at all; for a server on this very machine. */
    PLAIN_LOOPBACK_ONLY
  }

  /**
   * Into a folder of this machine, for the developer to read. The folder is made when missing, and
   * belongs to the inbox alone.
   */
  public record Inbox(Path folder) implements Transport {}
}
