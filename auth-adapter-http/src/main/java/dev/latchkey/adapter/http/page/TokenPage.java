package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.routing.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page behind a link in a mail, whose form takes the token of the mail. Showing it does
 * nothing. A script takes the token out of the fragment of the address; without it, it is pasted.
 */
public final class TokenPage {
  private final Shell shell;
  private final Page page;
  private final Kind kind;

  public TokenPage(Shell shell, Kind kind) {
    this.shell = shell;
    this.kind = kind;
    page = shell.page(TokenPage.class, "token.peb", Navigation.NONE, kind.asking().scripts());
  }

  /**
   * What the page is for.
   *
   * @param name of its texts
   * @param path of it, and of its form
   */
  public record Kind(String name, String path, Asking asking, boolean dangerous) {

    /** One that takes a token and nothing else. */
    public static Kind of(String name, String path) {
      return new Kind(name, path, Asking.TOKEN, false);
    }
  }

  /** What the form takes. */
  public enum Asking {
    TOKEN("token.js"),
    /** And a new password. */
    PASSWORD("token.js", "password.js", "strength.js");

    /** Made by {@link List#of}: nobody can change it. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> scripts;

    Asking(String... scripts) {
      this.scripts = List.of(scripts);
    }

    private String[] scripts() {
      return scripts.toArray(String[]::new);
    }
  }

  /** With the form, to begin with. */
  public void ask(Exchange exchange) {
    show(exchange, 200, "", "");
  }

  /** With the form again; what was sent does not come back. */
  public void refuse(Exchange exchange) {
    show(exchange, 400, "", shell.texts(exchange).say(kind.name() + ".invalid"));
  }

  /** The same, where the token may be sent again, so that nobody has to look for it. */
  public void refuse(Exchange exchange, String token, String fault) {
    show(exchange, 422, token, fault);
  }

  /** With the news that it worked: a paragraph for each of these texts. */
  public void tell(Exchange exchange, String... keys) {
    var texts = shell.texts(exchange);
    tell(exchange, List.of(keys).stream().map(texts::say).toList());
  }

  /** The same in these words. */
  public void tell(Exchange exchange, List<String> paragraphs) {
    page.show(exchange, values(exchange, "", "", paragraphs));
  }

  /** The texts for whoever asks. */
  public Texts texts(Exchange exchange) {
    return shell.texts(exchange);
  }

  private void show(Exchange exchange, int status, String token, String fault) {
    page.show(exchange, status, values(exchange, token, fault, List.of()));
  }

  private Map<String, Object> values(
      Exchange exchange, String token, String fault, List<String> said) {
    var texts = shell.texts(exchange);
    var values = new HashMap<String, Object>();
    for (var part : List.of("title", "explanation", "button", "after")) {
      values.put(part, texts.say(kind.name() + "." + part));
    }
    values.put("action", shell.site().path(kind.path()));
    values.put("asksPassword", kind.asking() == Asking.PASSWORD);
    values.put("dangerous", kind.dangerous());
    values.put("token", token);
    values.put("fault", fault);
    values.put("said", said);
    return values;
  }
}
