package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemPage;
import dev.latchkey.adapter.http.routing.ProblemReply;
import java.util.Map;
import java.util.Optional;

/** Tells people in a sentence what programs are told in JSON. */
public final class ProblemPages implements ProblemPage {
  private final Shell shell;
  private final Page page;

  public ProblemPages(Shell shell) {
    this.shell = shell;
    page = shell.page(ProblemPages.class, "problem.peb", Navigation.NONE);
  }

  @Override
  public Shown show(ProblemReply problem, Optional<String> acceptLanguage, String requestId) {
    var texts = shell.texts(acceptLanguage);
    var key = "problem." + problem.problem().code();
    var said =
        texts
            .sayOr(key, "problem.other")
            .replace("{seconds}", problem.headers().getOrDefault("Retry-After", "1"));
    var values =
        Map.of(
            "title",
            texts.sayOr(key + ".title", "problem.title"),
            "said",
            said,
            "lost",
            problem.problem() == Problem.NOT_FOUND,
            "request",
            requestId);
    var html = shell.render(page, texts, values);
    return new Shown(html, page.contentSecurityPolicy());
  }
}
