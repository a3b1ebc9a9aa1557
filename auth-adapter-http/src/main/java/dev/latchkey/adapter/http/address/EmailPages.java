package dev.latchkey.adapter.http.address;

import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.routing.Exchange;
import java.util.Map;

/** What the pages of an address say. */
final class EmailPages {
  /** Where somebody shows who he is, and is led back from. */
  static final String PROVE = "/reauthenticate?return_to=%2Faccount%2Femail";

  /** The same where a password is not enough. */
  static final String PROVE_BY_PASSKEY = PROVE + "&with=passkey";

  private static final News NEWS = News.of("email", "changed");

  private final Shell shell;
  private final Page address;
  private final Page code;

  EmailPages(Shell shell) {
    this.shell = shell;
    address = shell.page(EmailPages.class, "email.peb", Room.EMAIL);
    code = shell.page(EmailPages.class, "email-code.peb", Room.EMAIL);
  }

  void ask(Exchange exchange) {
    show(exchange, 200, "", "", "", "");
  }

  /** Without the form: first he shows who he is, for this reason. */
  void sendToProve(Exchange exchange, String reason, String prove) {
    show(exchange, 200, shell.texts(exchange).say(reason), prove, "", "");
  }

  /** What was typed comes back, to be corrected. */
  void refuse(Exchange exchange, String typed, String fault) {
    show(exchange, 422, "", "", typed, shell.texts(exchange).say(fault));
  }

  private void show(
      Exchange exchange, int status, String reason, String prove, String typed, String fault) {
    address.show(
        exchange,
        status,
        Map.of(
            "email",
            exchange.caller().user().email().value(),
            "said",
            NEWS.asked(exchange, shell.texts(exchange)),
            "reason",
            reason,
            "prove",
            prove,
            "typed",
            typed,
            "fault",
            fault));
  }

  void askCode(Exchange exchange) {
    code.show(exchange, Map.of("fault", ""));
  }

  void refuseCode(Exchange exchange, String fault) {
    code.show(exchange, 422, Map.of("fault", shell.texts(exchange).say(fault)));
  }
}
