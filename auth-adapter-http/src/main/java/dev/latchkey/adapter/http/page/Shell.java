package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.routing.Asset;
import dev.latchkey.adapter.http.routing.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every page stands in: the layout, the style sheet, the language of whoever reads it. Values
 * are escaped on their way into a template.
 */
public final class Shell {
  /** Scripts that ask for nothing. */
  private static final Set<String> SILENT = Set.of("token.js", "password.js", "signal.js");

  private final Site site;
  private final PageFiles files;
  private final Languages languages;
  private final Templates templates;

  public Shell(Site site, Looks looks) {
    this.site = site;
    files = new PageFiles(looks);
    languages = new Languages(site.name(), looks.texts());
    templates = new Templates(looks.templates());
  }

  /** What is said under the name of a page, and who is meant to read it. */
  public enum Navigation {
    /** The ways in. */
    FOR_ANYONE,
    /** The account, and the way out. */
    FOR_USERS,
    /** Nothing: the page is for one thing alone. */
    NONE
  }

  /** The site that the pages are of. */
  public Site site() {
    return site;
  }

  public PageFiles files() {
    return files;
  }

  /**
   * The page of this template, in the package of this class.
   *
   * @param scripts by name, in the order in which they run
   */
  public Page page(Class<?> neighbour, String template, Navigation navigation, String... scripts) {
    return page(neighbour, template, navigation, Optional.empty(), scripts);
  }

  /** The same for a page of an account. */
  public Page page(Class<?> neighbour, String template, Room room, String... scripts) {
    return page(neighbour, template, Navigation.FOR_USERS, Optional.of(room), scripts);
  }

  private Page page(
      Class<?> neighbour,
      String template,
      Navigation navigation,
      Optional<Room> room,
      String... scripts) {
    var folder = neighbour.getPackageName().replace('.', '/');
    var loaded = List.of(scripts).stream().map(files::script).toList();
    var speaks = !SILENT.containsAll(List.of(scripts));
    return new Page(this, folder + '/' + template, navigation, room, loaded, speaks);
  }

  /** The texts for whoever asks. */
  public Texts texts(Exchange exchange) {
    return texts(exchange.header("Accept-Language"));
  }

  Texts texts(Optional<String> acceptLanguage) {
    return languages.bestFor(acceptLanguage);
  }

  /** A script as the layout sees it. */
  public record Script(String file, String hash) {
    static Script of(Asset asset) {
      return new Script(asset.fileName(), asset.hash());
    }
  }

  /** A page of the account as the layout offers it. */
  public record Link(String path, String text, boolean here) {}

  private List<Link> rooms(Page page) {
    return Stream.of(Room.values())
        .filter(room -> room != Room.PASSKEYS || site.passkeys())
        .map(room -> new Link(room.path(), room.text(), page.room().equals(Optional.of(room))))
        .toList();
  }

  /** The page with these values; one that the template wants and does not get is a bug. */
  String render(Page page, Texts texts, Map<String, ?> values) {
    var all = new HashMap<String, Object>(values);
    all.put("app", site.name());
    all.put("base", site.base());
    all.put("inbox", site.inbox());
    all.put("withPasskeys", site.passkeys());
    all.put("style", files.style().fileName());
    all.put("icon", files.icon().fileName());
    all.put("scripts", page.scripts().stream().map(Script::of).toList());
    all.put("rooms", rooms(page));
    all.put("navigation", page.navigation().name());
    all.put("lang", texts.language().toLanguageTag());
    all.put("t", texts.words());
    return templates.render(page.template(), all);
  }
}
