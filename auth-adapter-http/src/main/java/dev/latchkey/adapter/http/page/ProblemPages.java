package dev.latchkey.adapter.http.page;

import dev.latchkey.adapter.http.page.Shell.Navigation;
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
    var said =
        texts
            .sayOr("problem." + problem.problem().code(), "problem.other")
            .replace("{seconds}", problem.headers().getOrDefault("Retry-After", "1"));
    var html = shell.render(page, texts, Map.of("said", said, "request", requestId));
    return new Shown(html, page.contentSecurityPolicy());
  }
}
