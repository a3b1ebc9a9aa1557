package dev.latchkey.adapter.http.user;

import static java.util.Comparator.comparing;

import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.application.user.UpdateProfile.Fault;
import dev.latchkey.application.user.UpdateProfile.Outcome;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.user.DisplayName;
import dev.latchkey.domain.user.User;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page where somebody says how he is called, and in which language he is written to. */
public final class ProfilePageRoutes implements RouteGroup {
  private static final String PAGE = Room.PROFILE.path();
  private static final News NEWS = News.of("profile", "saved");

  private final UpdateProfile updateProfile;
  private final Set<Language> languages;
  private final Shell shell;
  private final Page page;

  /**
   * @param languages in which mails are written
   */
  public ProfilePageRoutes(UpdateProfile updateProfile, Set<Language> languages, Shell shell) {
    this.updateProfile = updateProfile;
    this.languages = Set.copyOf(languages);
    this.shell = shell;
    page = shell.page(ProfilePageRoutes.class, "profile.peb", Room.PROFILE);
  }

  /** What was typed and chosen; what is empty is not there afterwards. */
  record ProfileForm(@NotNull String name, @NotNull String language) {
    private static final ProfileForm EXAMPLE = new ProfileForm(Examples.NAME, Examples.LANGUAGE);
  }

  /** A language as the template offers it: under the name that it has for itself. */
  public record Choice(String tag, String name, boolean chosen) {
    static Choice of(Language language, boolean chosen) {
      var locale = language.locale();
      var name = locale.getDisplayName(locale);
      var first = name.offsetByCodePoints(0, 1);
      return new Choice(
          language.tag(),
          name.substring(0, first).toUpperCase(locale) + name.substring(first),
          chosen);
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PAGE)
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Open the page of my profile")
            .answersReady("A page.", "text/html")
            .answers(303, "Whoever is not signed in is led to where he can be.")
            .handle(this::show),
        Route.post(PAGE)
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Replace my profile on a page")
            .form(ProfileForm.class, ProfileForm.EXAMPLE)
            .answers(303, "The profile is as it was sent; leads to the page.")
            .answersReady(422, "The page again: something is not valid.", "text/html")
            .problems(Problem.INVALID_FIELDS)
            .handle(this::change));
  }

  private void show(Exchange exchange) {
    var user = exchange.caller().user();
    var name = Optional.ofNullable(user.name()).map(DisplayName::value).orElse("");
    var said = NEWS.asked(exchange, shell.texts(exchange));
    page.show(exchange, values(name, choices(user, user.language()), said, "", ""));
  }

  private void change(Exchange exchange, ProfileForm form) {
    var user = exchange.caller().user();
    var command =
        new UpdateProfile.Command(
            user.id(), orNull(form.name()), orNull(form.language()), exchange.client());
    switch (updateProfile.handle(command)) {
      case Outcome.Updated updated -> exchange.redirect(shell.site().path(PAGE + "?said=saved"));
      case Outcome.Refused(var faults) -> refuse(exchange, user, form, faults);
      case Outcome.UnknownUser() -> exchange.problem(Problem.INVALID_TOKEN);
    }
  }

  private static @Nullable String orNull(String typed) {
    return typed.isBlank() ? null : typed;
  }

  /** What was typed comes back, to be corrected. */
  private void refuse(Exchange exchange, User user, ProfileForm form, Set<Fault> faults) {
    var chosen = Language.parse(form.language()).orElse(null);
    page.show(
        exchange,
        422,
        values(
            form.name(),
            choices(user, chosen),
            "",
            fault(exchange, faults, Fault.NAME_INVALID, "sign-up.name-invalid"),
            fault(exchange, faults, Fault.LANGUAGE_INVALID, "profile.language-invalid")));
  }

  private String fault(Exchange exchange, Set<Fault> faults, Fault fault, String key) {
    return faults.contains(fault) ? shell.texts(exchange).say(key) : "";
  }

  /** Those that mails have words in, and the one that the user has already. */
  private List<Choice> choices(User user, @Nullable Language chosen) {
    return Stream.concat(languages.stream(), Optional.ofNullable(user.language()).stream())
        .distinct()
        .map(language -> Choice.of(language, language.equals(chosen)))
        .sorted(comparing(Choice::name))
        .toList();
  }

  private static Map<String, Object> values(
      String name, List<Choice> choices, String said, String nameFault, String languageFault) {
    return Map.of(
        "name",
        name,
        "choices",
        choices,
        "said",
        said,
        "nameFault",
        nameFault,
        "languageFault",
        languageFault);
  }
}
