package dev.latchkey.bootstrap.journeys;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.latchkey.bootstrap.journeys.Canary.Artefact;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What came by mail, and hands out each code and each token once, the newest first. */
final class Mailbox {
  private final GreenMail smtp;
  private final Set<String> handedOut = new HashSet<>();

  Mailbox(GreenMail smtp) {
    this.smtp = smtp;
  }

  /** Waits for a code that is mailed to the address. */
  String code(String email) {
    return await("a code", email, text -> Api.codeIn(text).stream());
  }

  /** Waits for a token that is mailed to the address, in a link to this page. */
  String token(String email, String page) {
    var link = Pattern.compile(Pattern.quote(page) + "#(?:token=)?([A-Za-z0-9_-]{43})");
    return await(
        "a link to " + page, email, text -> link.matcher(text).results().map(at -> at.group(1)));
  }

  private String await(String what, String email, Function<String, Stream<String>> secrets) {
    var secret =
        Eventually.get(
            what + " for " + email,
            () ->
                Arrays.stream(smtp.getReceivedMessages())
                    .filter(mail -> recipient(mail).equals(email))
                    .flatMap(mail -> secrets.apply(unfolded(mail)))
                    .filter(found -> !handedOut.contains(found))
                    .reduce((first, later) -> later));
    handedOut.add(secret);
    return secret;
  }

  /** One artefact for each mail, named {@code mail to …}. */
  List<Artefact> artefacts() {
    return Arrays.stream(smtp.getReceivedMessages())
        .map(
            mail -> new Artefact("mail to " + recipient(mail), GreenMailUtil.getWholeMessage(mail)))
        .toList();
  }

  /** The mail without the line ends and signs of quoted-printable. */
  private static String unfolded(MimeMessage mail) {
    return GreenMailUtil.getBody(mail).replace("=\r\n", "").replace("=3D", "=");
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getRecipients(RecipientType.TO)[0].toString();
    } catch (MessagingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
