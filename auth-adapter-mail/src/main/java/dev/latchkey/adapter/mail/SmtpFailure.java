package dev.latchkey.adapter.mail;

import dev.latchkey.domain.kernel.InfrastructureException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail did not go out, told without any address, credential or word of the mail.
 *
 * <p>The library's exceptions repeat what the server said, and servers like to repeat addresses.
 * Only numbers and the names of exception classes leave this class.
 */
final class SmtpFailure {
  /** Answers that are about this recipient (RFC 5321, section 4.2.3; RFC 7504). */
  private static final Set<Integer> FOR_GOOD = Set.of(501, 550, 551, 553, 554, 556);

  /** Policy (RFC 3463, X.7.X), "relaying denied" for one: ours to mend, not the recipient's. */
  private static final Pattern POLICY = Pattern.compile("5\\.7\\..*");

  private static final Pattern ENHANCED =
      Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");
  private static final int DEEPEST = 20;

  private final List<Throwable> chain;
  private final @Nullable Answer answer;

  private SmtpFailure(List<Throwable> chain) {
    this.chain = chain;
    answer =
        chain.stream()
            .map(SmtpFailure::answer)
            .filter(Objects::nonNull)
            .reduce((a, b) -> b)
            .orElse(null);
  }

  static SmtpFailure of(MessagingException failed) {
    return new SmtpFailure(
        Stream.<Throwable>iterate(failed, Objects::nonNull, Throwable::getCause)
            .limit(DEEPEST)
            .toList());
  }

  /** What the server said to which command. */
  private record Answer(String command, int code, String enhanced) {
    static Answer of(@Nullable String command, int code, @Nullable String message) {
      var found = ENHANCED.matcher(message == null ? "" : message);
      return new Answer(verb(command), code, found.find() ? found.group(1) : "");
    }

    /** The first word: what follows it is an address. */
    private static String verb(@Nullable String command) {
      var word =
          command == null ? "" : command.strip().split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      return switch (word) {
        case "MAIL", "RCPT", "DATA" -> word;
        case "." -> "DATA";
        default -> "a command";
      };
    }

    boolean isForGood() {
      return (command.equals("RCPT") || command.equals("DATA"))
          && FOR_GOOD.contains(code)
          && !POLICY.matcher(enhanced).matches();
    }

    @Override
    public String toString() {
      return "SMTP " + code + (enhanced.isEmpty() ? "" : " " + enhanced) + " to " + command;
    }
  }

  private static @Nullable Answer answer(Throwable failure) {
    return switch (failure) {
      case SMTPAddressFailedException e -> Answer.of("RCPT", e.getReturnCode(), e.getMessage());
      case SMTPSenderFailedException e -> Answer.of("MAIL", e.getReturnCode(), e.getMessage());
      case SMTPSendFailedException e ->
          Answer.of(e.getCommand(), e.getReturnCode(), e.getMessage());
      default -> null;
    };
  }

  /** Whether trying again is useless. */
  boolean isForGood() {
    return answer != null && answer.isForGood();
  }

  String reason() {
    return answer != null ? answer.toString() : kind();
  }

  InfrastructureException outage(String operation) {
    var names =
        chain.stream().map(e -> e.getClass().getSimpleName()).collect(Collectors.joining(", "));
    var safe = new IOException(reason() + " (" + names + ")");
    safe.setStackTrace(chain.get(0).getStackTrace());
    return new InfrastructureException(operation, safe);
  }

  private String kind() {
    if (has(AuthenticationFailedException.class)) {
      return "the mail server refuses our user name or password";
    }
    if (has(SSLException.class)) {
      return "no TLS connection that can be trusted";
    }
    if (String.valueOf(chain.get(0).getMessage()).startsWith("STARTTLS")) {
      return "the mail server offers no STARTTLS";
    }
    if (has(SocketTimeoutException.class)) {
      return "the mail server is too slow";
    }
    return has(MailConnectException.class)
        ? "no connection to the mail server"
        : "the mail server fails";
  }

  private boolean has(Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }
}
