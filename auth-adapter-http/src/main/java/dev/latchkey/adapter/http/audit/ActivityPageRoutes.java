package dev.latchkey.adapter.http.audit;

import dev.latchkey.adapter.http.device.ClientWords;
import dev.latchkey.adapter.http.page.Moment;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.audit.ActivityKind;
import dev.latchkey.application.audit.ListActivity;
import dev.latchkey.application.audit.ListActivity.Activity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page where somebody reads what happened to his account. */
public final class ActivityPageRoutes implements RouteGroup {
  /** Of which a page stays small. */
  private static final int SHOWN = 30;

  private final ListActivity listActivity;
  private final Shell shell;
  private final Page page;

  public ActivityPageRoutes(ListActivity listActivity, Shell shell) {
    this.listActivity = listActivity;
    this.shell = shell;
    page = shell.page(ActivityPageRoutes.class, "activity.peb", Room.ACTIVITY);
  }

  /**
   * Something that happened, as the template sees it.
   *
   * @param device and from, empty where nobody asked for it
   */
  public record Line(String what, Moment at, String device, String from) {
    static Line of(Activity activity, Texts texts) {
      var client =
          activity
              .told()
              .map(told -> ClientWords.of(told, activity.client().address(), texts))
              .orElseGet(() -> new ClientWords("", ""));
      return new Line(
          texts.say(key(activity.kind())),
          Moment.of(activity.at(), texts),
          client.device(),
          client.from());
    }
  }

  /** The key of the sentence for it. */
  static String key(ActivityKind kind) {
    return "activity.kind." + kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(Room.ACTIVITY.path())
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Open the page of what happened")
            .answersReady("A page.", "text/html")
            .answers(303, "Whoever is not signed in is led to where he can be.")
            .handle(this::show));
  }

  private void show(Exchange exchange) {
    var texts = shell.texts(exchange);
    var user = exchange.caller().user().id();
    var lines =
        listActivity.handle(new ListActivity.Command(user, SHOWN)).stream()
            .map(activity -> Line.of(activity, texts))
            .toList();
    page.show(exchange, Map.of("lines", lines));
  }
}
