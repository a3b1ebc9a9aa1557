package dev.latchkey.adapter.http.routing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the route table: who may call what, what goes in, what comes out. The guard, the
 * documentation and the tests all read the same entry.
 *
 * <p>Built in steps, of which the first are the access rule and what people are told: a route
 * without them does not compile, and neither does a body or an answer without an example.
 *
 * @param path a template; a segment in braces stands for any one segment
 * @param problems those that the handler itself answers with; the ones that any route may meet are
 *     not repeated here
 */
public record Route(
    Method method,
    String path,
    Words words,
    Rules rules,
    Optional<Body> body,
    List<Answer> answers,
    Set<Problem> problems,
    Handler handler) {

  /** A parameter in a template. */
  static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

  /**
   * What holds for a route whatever it does.
   *
   * @param caching of its successes; refusals are never kept
   * @param issuesSecrets whether it may answer with tokens, or with what leads to them; in cookies,
   *     if the client asks for that
   * @param cookies whose secrets the handler takes itself, beside what the access rule asks for
   * @param limits what its requests count towards
   */
  public record Rules(
      Access access,
      Caching caching,
      boolean issuesSecrets,
      Set<AuthCookie> cookies,
      Limits limits) {
    public Rules {
      cookies = Set.copyOf(cookies);
    }
  }

  /**
   * What is sent to a route.
   *
   * @param example one that is taken; its class is the one that bodies are read into
   * @param required whether it may not be left out
   */
  public record Body(Object example, boolean required, Encoding encoding) {}

  /** How a body is written. */
  public enum Encoding {
    JSON("application/json"),
    /** By the form of a page of ours. Any page could send one, so it must show where it is from. */
    FORM("application/x-www-form-urlencoded");

    private final String mediaType;

    Encoding(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }
  }

  /** What a route does. */
  @FunctionalInterface
  public interface Handler {
    void handle(Exchange exchange);
  }

  /** What a route does with a body. */
  @FunctionalInterface
  public interface BodyHandler<B extends @Nullable Object> {
    void handle(Exchange exchange, B body);
  }

  public Route {
    if (!path.startsWith("/") || path.contains("//")) {
      throw new IllegalArgumentException("not a path: " + path);
    }
    if (answers.isEmpty()) {
      throw new IllegalArgumentException(method + " " + path + " answers nothing");
    }
    if (rules.caching().isPublic() && (rules.access() != Access.ANYONE || rules.issuesSecrets())) {
      throw new IllegalArgumentException(method + " " + path + " is not for everybody to keep");
    }
    if (!inTemplate(path).equals(inPath(words.parameters()))) {
      throw new IllegalArgumentException("not what is in the path: " + words.parameters());
    }
    answers = List.copyOf(answers);
    problems = Set.copyOf(problems);
  }

  private static Set<String> inTemplate(String path) {
    return PARAMETER.matcher(path).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> inPath(List<Parameter> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.place() == Parameter.Place.PATH)
        .map(parameter -> "{" + parameter.name() + "}")
        .collect(Collectors.toSet());
  }

  public static Start get(String path) {
    return new Start(Method.GET, path);
  }

  public static Start post(String path) {
    return new Start(Method.POST, path);
  }

  public static Start put(String path) {
    return new Start(Method.PUT, path);
  }

  public static Start patch(String path) {
    return new Start(Method.PATCH, path);
  }

  public static Start delete(String path) {
    return new Start(Method.DELETE, path);
  }

  public Access access() {
    return rules.access();
  }

  public Caching caching() {
    return rules.caching();
  }

  public boolean issuesSecrets() {
    return rules.issuesSecrets();
  }

  /** Whether it takes the form of a page. */
  public boolean takesForm() {
    return body.filter(sent -> sent.encoding() == Encoding.FORM).isPresent();
  }

  /** Whether people see its answers: as a page, or as what leads to one. */
  public boolean isPage() {
    return takesForm() || answers.stream().anyMatch(Answer::isPage);
  }

  public Limits limits() {
    return rules.limits();
  }

  /** The same route below another path. */
  public Route under(String base) {
    var below = path.equals("/") && !base.isEmpty() ? base : base + path;
    return new Route(method, below, words, rules, body, answers, problems, handler);
  }

  /** A route of which only method and path are known. */
  public record Start(Method method, String path) {
    public Guarded access(Access access) {
      return new Guarded(this, access);
    }
  }

  /** A route that has its access rule. */
  public record Guarded(Start start, Access access) {
    /** What people are told first: a few words, without a full stop. */
    public Draft summary(Chapter chapter, String summary) {
      return new Draft(this, chapter, summary);
    }
  }

  /** A route that may be called, and of which people are told. */
  public static final class Draft {
    private final Guarded guarded;
    private final Chapter chapter;
    private final String summary;
    private String description = "";
    private final List<Parameter> parameters = new ArrayList<>();
    private Caching caching = Caching.never();
    private boolean issuesSecrets;
    private Limits limits = Limits.API_WIDE;
    private boolean namesAccount;
    private final Set<AuthCookie> cookies = EnumSet.noneOf(AuthCookie.class);
    private final List<Answer> answers = new ArrayList<>();
    private final Set<Problem> problems = EnumSet.noneOf(Problem.class);

    private Draft(Guarded guarded, Chapter chapter, String summary) {
      this.guarded = guarded;
      this.chapter = chapter;
      this.summary = summary;
    }

    /** What else is to be known about it, in sentences. */
    public Draft description(String sentences) {
      description = sentences;
      return this;
    }

    /** Those in the path, all of them, and those that the handler reads from the query. */
    public Draft parameters(Parameter... taken) {
      parameters.addAll(List.of(taken));
      return this;
    }

    /** Successes may be kept like this; without a word they never are. */
    public Draft cached(Caching policy) {
      caching = policy;
      return this;
    }

    /** Tokens, or what leads to them, may be in the answer. */
    public Draft issuesSecrets() {
      issuesSecrets = true;
      return this;
    }

    /** The handler takes the secrets of these cookies, if the request has them. */
    public Draft takes(AuthCookie... taken) {
      cookies.addAll(List.of(taken));
      return this;
    }

    /**
     * Requests count towards these; without a word towards the API-wide window alone. Those by
     * account are of the signed-in caller, or else of the account that the body names.
     */
    public Draft limits(Limits counted) {
      limits = counted;
      return this;
    }

    /** A JSON body of this form is required. */
    public <B> Reading<B> body(Class<B> type, B example) {
      return new Reading<>(
          this, new Body(example, true, Encoding.JSON), exchange -> exchange.body(type));
    }

    /** A JSON body of this form may be sent; without one the handler gets null. */
    public <B> Reading<@Nullable B> optionalBody(Class<B> type, B example) {
      return new Reading<>(
          this, new Body(example, false, Encoding.JSON), exchange -> exchange.optionalBody(type));
    }

    /** The form of a page of ours is required, with these fields, all of them text. */
    public <B> Reading<B> form(Class<B> type, B example) {
      return new Reading<>(
          this, new Body(example, true, Encoding.FORM), exchange -> exchange.form(type));
    }

    /** A record as JSON. */
    public Draft answers(int status, String meaning, Object example) {
      answers.add(new Answer(status, meaning, new Answer.Content.Json(example)));
      return this;
    }

    /** Nothing but a status. */
    public Draft answers(int status, String meaning) {
      answers.add(new Answer(status, meaning, new Answer.Content.Nothing()));
      return this;
    }

    /** A page or a file. */
    public Draft answersReady(String meaning, String... mediaTypes) {
      return answersReady(200, meaning, mediaTypes);
    }

    /** A page or a file; a page may also be how something is refused. */
    public Draft answersReady(int status, String meaning, String... mediaTypes) {
      answers.add(new Answer(status, meaning, new Answer.Content.Ready(List.of(mediaTypes))));
      return this;
    }

    public Draft problems(Problem... possible) {
      problems.addAll(List.of(possible));
      return this;
    }

    public Route handle(Handler handler) {
      return build(Optional.empty(), handler);
    }

    private Route build(Optional<Body> body, Handler handler) {
      var start = guarded.start();
      if (limits.needAccount() && !namesAccount && !guarded.access().isForUsers()) {
        throw new IllegalArgumentException("by whose account is " + start.path() + " limited?");
      }
      return new Route(
          start.method(),
          start.path(),
          new Words(chapter, summary, description, parameters),
          new Rules(guarded.access(), caching, issuesSecrets, cookies, limits),
          body,
          answers,
          problems,
          handler);
    }
  }

  /** A route that reads a body. */
  public static final class Reading<B extends @Nullable Object> {
    private final Draft draft;
    private final Body body;
    private final Reader<B> reader;
    private Function<B, Optional<String>> account = none -> Optional.empty();

    private Reading(Draft draft, Body body, Reader<B> reader) {
      this.draft = draft;
      this.body = body;
      this.reader = reader;
    }

    private interface Reader<B extends @Nullable Object> {
      B read(Exchange exchange);
    }

    public Reading<B> answers(int status, String meaning, Object example) {
      draft.answers(status, meaning, example);
      return this;
    }

    public Reading<B> answers(int status, String meaning) {
      draft.answers(status, meaning);
      return this;
    }

    /** A page; it may also be how something is refused. */
    public Reading<B> answersReady(int status, String meaning, String... mediaTypes) {
      draft.answersReady(status, meaning, mediaTypes);
      return this;
    }

    public Reading<B> problems(Problem... possible) {
      draft.problems(possible);
      return this;
    }

    /**
     * The account that a body is about, for limits by account: in its canonical form, whether there
     * is such an account or not; empty when it cannot be the name of one.
     */
    public Reading<B> about(Function<B, Optional<String>> named) {
      account = named;
      draft.namesAccount = true;
      return this;
    }

    public Route handle(BodyHandler<B> handler) {
      return draft.build(
          Optional.of(body), exchange -> handler.handle(exchange, admitted(exchange)));
    }

    private B admitted(Exchange exchange) {
      var read = reader.read(exchange);
      account.apply(read).ifPresent(exchange::countTowards);
      return read;
    }
  }
}
