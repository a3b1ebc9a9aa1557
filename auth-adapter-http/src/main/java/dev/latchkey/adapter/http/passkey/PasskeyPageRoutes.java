package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.application.passkey.RemovePasskey;
import dev.latchkey.application.passkey.RenamePasskey;
import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.domain.passkey.PasskeyId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;

/** The page of the account where passkeys are looked after. */
public final class PasskeyPageRoutes implements RouteGroup {
  private static final String PAGE = Room.PASSKEYS.path();

  private final RenamePasskey rename;
  private final RemovePasskey remove;
  private final EndOtherSessions endOthers;
  private final Site site;
  private final PasskeyPage page;

  public PasskeyPageRoutes(PasskeyUseCases passkeys, EndOtherSessions endOthers, Shell shell) {
    rename = passkeys.rename();
    remove = passkeys.remove();
    this.endOthers = endOthers;
    site = shell.site();
    page = new PasskeyPage(passkeys, shell);
  }

  record RenameForm(@NotNull String id, @NotNull String name) {
    private static final RenameForm EXAMPLE =
        new RenameForm(Examples.PASSKEY.toString(), "Old laptop");
  }

  record RemoveForm(@NotNull String id) {
    private static final RemoveForm EXAMPLE = new RemoveForm(Examples.PASSKEY.toString());
  }

  /**
   * The button that ends all other sessions.
   *
   * @param others pressed
   */
  record OthersForm(@NotNull String others) {
    private static final OthersForm EXAMPLE = new OthersForm("end");
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), renaming(), removing(), endingOthers());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Open the page of my passkeys")
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever is not signed in is led to where he can be.")
        .handle(page::show);
  }

  private Route renaming() {
    return Route.post(PAGE + "/rename")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Rename one of my passkeys on that page")
        .form(RenameForm.class, RenameForm.EXAMPLE)
        .answers(303, "Renamed, or never there; leads to the page.")
        .answersReady(422, "The page again: the name is not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::rename);
  }

  private Route removing() {
    return Route.post(PAGE + "/remove")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PAGES, "Remove one of my passkeys on that page")
        .limits(Limits.CHANGE_PASSKEYS)
        .form(RemoveForm.class, RemoveForm.EXAMPLE)
        .answers(303, "Removed, or never there; leads to the page.")
        .answersReady(422, "The page again: it is the last way in.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::remove);
  }

  private Route endingOthers() {
    return Route.post(PAGE + "/others")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "End all my other sessions on that page")
        .form(OthersForm.class, OthersForm.EXAMPLE)
        .answers(303, "They have ended; leads to the page.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::endOthers);
  }

  /** Another user's passkey is answered like one that never was: the page does not have it. */
  private void rename(Exchange exchange, RenameForm form) {
    var user = exchange.caller().user().id();
    var outcome =
        id(form.id())
            .map(id -> new RenamePasskey.Command(user, id, form.name(), exchange.client()))
            .map(rename::handle)
            .orElseGet(RenamePasskey.Outcome.Unknown::new);
    switch (outcome) {
      case RenamePasskey.Outcome.Renamed(var passkey) -> done(exchange, PasskeyPage.RENAMED);
      case RenamePasskey.Outcome.NameInvalid() -> page.refuseName(exchange, form.id(), form.name());
      case RenamePasskey.Outcome.Unknown() -> exchange.redirect(site.path(PAGE));
    }
  }

  private void remove(Exchange exchange, RemoveForm form) {
    var user = exchange.caller().user().id();
    var outcome =
        id(form.id())
            .map(id -> new RemovePasskey.Command(user, id, exchange.client()))
            .map(remove::handle)
            .orElseGet(RemovePasskey.Outcome.Unknown::new);
    switch (outcome) {
      case RemovePasskey.Outcome.Removed() -> done(exchange, PasskeyPage.REMOVED);
      case RemovePasskey.Outcome.LastWayIn() -> page.refuse(exchange, "passkeys.last-way-in");
      case RemovePasskey.Outcome.Unknown() -> exchange.redirect(site.path(PAGE));
    }
  }

  private void endOthers(Exchange exchange, OthersForm form) {
    endOthers.handle(new EndOtherSessions.Command(exchange.caller(), exchange.client()));
    done(exchange, PasskeyPage.ENDED);
  }

  private void done(Exchange exchange, String news) {
    exchange.redirect(site.path(PAGE + "?said=" + news));
  }

  private static Optional<PasskeyId> id(String text) {
    return UuidText.parse(text).map(PasskeyId::new);
  }
}
