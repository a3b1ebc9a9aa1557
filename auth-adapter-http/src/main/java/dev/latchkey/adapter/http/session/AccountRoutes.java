package dev.latchkey.adapter.http.session;

import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.ReturnTo;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.leaving.FindDeletion;
import dev.latchkey.application.passkey.ListPasskeys;
import dev.latchkey.application.recovery.FindRecovery;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page where somebody sees that he is signed in, and as whom, what is coming to his account,
 * and where everything else is.
 */
public final class AccountRoutes implements RouteGroup {
  private static final News NEWS = News.of("account", "recovery-stopped");

  private final FindDeletion findDeletion;
  private final FindRecovery findRecovery;
  private final Optional<ListPasskeys> listPasskeys;
  private final Shell shell;
  private final Page page;

  public AccountRoutes(AuthUseCases auth, Shell shell) {
    findDeletion = auth.findDeletion();
    findRecovery = auth.findRecovery();
    this.shell = shell;
    listPasskeys = auth.passkeys().map(passkeys -> passkeys.list());
    page = shell.page(AccountRoutes.class, "account.peb", Room.ACCOUNT, "passkey.js", "upgrade.js");
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(ReturnTo.ACCOUNT)
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Open the page of my account")
            .answersReady("A page.", "text/html")
            .answers(303, "Whoever is not signed in is led to where he can be.")
            .handle(this::show));
  }

  private void show(Exchange exchange) {
    var user = exchange.caller().user();
    var texts = shell.texts(exchange);
    var name = Optional.ofNullable(user.name()).map(DisplayName::value).orElse("");
    var title = texts.say("account.title");
    page.show(
        exchange,
        Map.of(
            "said",
            NEWS.asked(exchange, texts),
            "hello",
            name.isEmpty() ? title : texts.say("account.hello", "name", name),
            "name",
            name,
            "email",
            user.email().value(),
            "since",
            texts.date("date", user.createdAt()),
            "leaving",
            told(findDeletion.of(user.id()), "account.leaving", "date", texts),
            "recovering",
            told(findRecovery.of(user.id()), "account.recovering", "moment", texts),
            "mayUpgrade",
            hasNoPasskey(user.id())));
  }

  /** Only then may the browser make one without asking: else he has made up his mind. */
  private boolean hasNoPasskey(UserId user) {
    return listPasskeys
        .filter(passkeys -> passkeys.handle(new ListPasskeys.Command(user)).isEmpty())
        .isPresent();
  }

  /** What is coming, and when; empty when nothing is. */
  private static String told(Optional<Instant> coming, String key, String form, Texts texts) {
    return coming.map(at -> texts.say(key, "when", texts.date(form, at))).orElse("");
  }
}
