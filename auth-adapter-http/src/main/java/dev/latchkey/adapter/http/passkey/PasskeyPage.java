package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.application.passkey.ListPasskeys;
import dev.latchkey.application.passkey.PasskeyUseCases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the page of somebody's passkeys says. */
final class PasskeyPage {
  static final String RENAMED = "renamed";
  static final String REMOVED = "removed";
  static final String ENDED = "ended";
  private static final String ADDED = "added";

  /** What the page may be asked to say first; anything else is not said. */
  private static final Set<String> NEWS = Set.of(ADDED, RENAMED, REMOVED, ENDED);

  /** After these, whoever keeps passkeys is told how things are now. */
  private static final Set<String> TOLD_TO_KEEPERS = Set.of(ADDED, RENAMED, REMOVED);

  /** After these, somebody may want others to be out (OWASP ASVS 5.0, 7.4.3). */
  private static final Set<String> CHANGES_WAYS_IN = Set.of(ADDED, REMOVED);

  private final ListPasskeys list;
  private final PasskeySignals signals;
  private final Shell shell;
  private final Page page;

  PasskeyPage(PasskeyUseCases passkeys, Shell shell) {
    list = passkeys.list();
    signals = new PasskeySignals(passkeys);
    this.shell = shell;
    page =
        shell.page(
            PasskeyPage.class,
            "passkeys.peb",
            Room.PASSKEYS,
            "passkey.js",
            "passkeys.js",
            "signal.js");
  }

  void show(Exchange exchange) {
    var news = exchange.query("said").filter(NEWS::contains).orElse("");
    page.show(exchange, values(exchange, news, "", UnaryOperator.identity()));
  }

  /** With what is wrong, at the top. */
  void refuse(Exchange exchange, String fault) {
    var texts = shell.texts(exchange);
    page.show(exchange, 422, values(exchange, "", texts.say(fault), UnaryOperator.identity()));
  }

  /** With the name that was typed, at the passkey it was for. */
  void refuseName(Exchange exchange, String id, String typed) {
    var fault = shell.texts(exchange).say("passkeys.name-invalid");
    UnaryOperator<PasskeyRow> refusal = row -> row.id().equals(id) ? row.refusing(typed) : row;
    page.show(exchange, 422, values(exchange, "", fault, refusal));
  }

  private Map<String, Object> values(
      Exchange exchange, String news, String fault, UnaryOperator<PasskeyRow> change) {
    var user = exchange.caller().user();
    var texts = shell.texts(exchange);
    var values = new HashMap<String, Object>();
    values.put("passkeys", rows(exchange, texts).stream().map(change).toList());
    values.put("said", news.isEmpty() ? "" : texts.say("passkeys.said-" + news));
    values.put("fault", fault);
    values.put("offersToEnd", CHANGES_WAYS_IN.contains(news));
    values.put("signal", TOLD_TO_KEEPERS.contains(news) ? signals.of(user) : Map.of());
    return values;
  }

  private List<PasskeyRow> rows(Exchange exchange, Texts texts) {
    var command = new ListPasskeys.Command(exchange.caller().user().id());
    return list.handle(command).stream().map(passkey -> PasskeyRow.of(passkey, texts)).toList();
  }
}
