package dev.latchkey.adapter.http.leaving;

import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.leaving.FindDeletion;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.leaving.UndoDeletion;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/** The pages where somebody takes along what we know, leaves, and thinks better of it. */
public final class DataPageRoutes implements RouteGroup {
  private static final String PAGE = Room.DATA.path();
  private static final String DELETE = PAGE + "/delete";
  private static final News NEWS = News.of("data", "deleting", "kept");

  private final RequestDeletion requestDeletion;
  private final UndoDeletion undoDeletion;
  private final FindDeletion findDeletion;
  private final Shell shell;
  private final Site site;
  private final Page page;
  private final Page confirmation;

  public DataPageRoutes(AuthUseCases auth, Shell shell) {
    requestDeletion = auth.requestDeletion();
    undoDeletion = auth.undoDeletion();
    findDeletion = auth.findDeletion();
    this.shell = shell;
    site = shell.site();
    page = shell.page(DataPageRoutes.class, "data.peb", Room.DATA);
    confirmation = shell.page(DataPageRoutes.class, "delete.peb", Room.DATA);
  }

  /**
   * The button for the export.
   *
   * @param export pressed
   */
  record ExportForm(@NotNull String export) {
    private static final ExportForm EXAMPLE = new ExportForm("json");
  }

  /**
   * The button of the page that asks once more.
   *
   * @param sure pressed
   */
  record DeletionForm(@NotNull String sure) {
    private static final DeletionForm EXAMPLE = new DeletionForm("yes");
  }

  /**
   * The button that keeps the account.
   *
   * @param keep pressed
   */
  record KeepForm(@NotNull String keep) {
    private static final KeepForm EXAMPLE = new KeepForm("yes");
  }

  @Override
  public List<Route> routes() {
    return List.of(showing(), exporting(), asking(), deleting(), keeping());
  }

  private Route showing() {
    return Route.get(PAGE)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Open the page of my data")
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever is not signed in is led to where he can be.")
        .handle(this::show);
  }

  /** By a form, so that whoever signed in too long ago is led to where he shows who he is. */
  private Route exporting() {
    return Route.post(PAGE + "/export")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PAGES, "Take along my data from a page")
        .limits(Limits.EXPORT)
        .form(ExportForm.class, ExportForm.EXAMPLE)
        .answers(303, "Leads to the file.")
        .problems(Problem.INVALID_FIELDS)
        .handle((exchange, form) -> exchange.redirect(site.path("/api/v1/users/export")));
  }

  private Route asking() {
    return Route.get(DELETE)
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PAGES, "Open the page that asks before I leave")
        .limits(Limits.DELETE_ACCOUNT)
        .answersReady("A page.", "text/html")
        .answers(303, "Whoever has to show who he is, is led to where he can.")
        .handle(this::ask);
  }

  private Route deleting() {
    return Route.post(DELETE)
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PAGES, "Have my account deleted on a page")
        .limits(Limits.DELETE_ACCOUNT)
        .form(DeletionForm.class, DeletionForm.EXAMPLE)
        .answers(303, "It will be deleted; leads to the page that says when.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::delete);
  }

  private Route keeping() {
    return Route.post(PAGE + "/keep")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PAGES, "Keep my account on a page")
        .form(KeepForm.class, KeepForm.EXAMPLE)
        .answers(303, "It stays, whether it was going to be deleted or not.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::keep);
  }

  private void show(Exchange exchange) {
    var texts = shell.texts(exchange);
    var leaving =
        findDeletion
            .of(exchange.caller().user().id())
            .map(at -> texts.say("account.leaving", "when", texts.date("date", at)))
            .orElse("");
    page.show(exchange, Map.of("leaving", leaving, "said", NEWS.asked(exchange, texts)));
  }

  private void ask(Exchange exchange) {
    var texts = shell.texts(exchange);
    var day = texts.date("date", requestDeletion.wouldBeAt());
    confirmation.show(exchange, Map.of("explanation", texts.say("data.sure", "when", day)));
  }

  private void delete(Exchange exchange, DeletionForm form) {
    var user = exchange.caller().user().id();
    switch (requestDeletion.handle(new RequestDeletion.Command(user, exchange.client()))) {
      case RequestDeletion.Outcome.Pending pending ->
          exchange.redirect(site.path(PAGE + "?said=deleting"));
      case RequestDeletion.Outcome.UnknownUser() -> exchange.problem(Problem.INVALID_TOKEN);
    }
  }

  private void keep(Exchange exchange, KeepForm form) {
    var user = exchange.caller().user().id();
    // Nothing to undo is as well: the account stays either way.
    undoDeletion.handle(new UndoDeletion.Command.BySignedIn(user, exchange.client()));
    exchange.redirect(site.path(PAGE + "?said=kept"));
  }
}
