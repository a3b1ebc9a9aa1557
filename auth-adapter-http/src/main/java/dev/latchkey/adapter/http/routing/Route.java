package dev.latchkey.adapter.http.routing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the route table: who may call what, what goes in, what comes out. The guard, the
 * documentation and the tests all read the same entry.
 *
 * <p>Built in steps, of which the first is the access rule: a route without one does not compile.
 *
 * @param path a template; a segment in braces stands for any one segment
 * @param problems those that the handler itself answers with; the ones that any route may meet are
 *     not repeated here
 */
public record Route(
    Method method,
    String path,
    Rules rules,
    Optional<Body> body,
    List<Answer> answers,
    Set<Problem> problems,
    Handler handler) {

  /**
   * What holds for a route whatever it does.
   *
   * @param caching of its successes; refusals are never kept
   * @param issuesSecrets whether it may answer with tokens, or with what leads to them; in cookies,
   *     if the client asks for that
   */
  public record Rules(Access access, Caching caching, boolean issuesSecrets) {}

  /** What is sent to a route: the record that it is read into, and whether it may be left out. */
  public record Body(Class<?> type, boolean required) {}

  /** A success: its status, and the record it is written from; none for an empty answer. */
  public record Answer(int status, Optional<Class<?>> type) {}

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
    answers = List.copyOf(answers);
    problems = Set.copyOf(problems);
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

  /** The same route below another path. */
  public Route under(String base) {
    var below = path.equals("/") && !base.isEmpty() ? base : base + path;
    return new Route(method, below, rules, body, answers, problems, handler);
  }

  /** A route of which only method and path are known. */
  public record Start(Method method, String path) {
    public Draft access(Access access) {
      return new Draft(method, path, access);
    }
  }

  /** A route that has its access rule. */
  public static final class Draft {
    private final Method method;
    private final String path;
    private final Access access;
    private Caching caching = Caching.never();
    private boolean issuesSecrets;
    private final List<Answer> answers = new ArrayList<>();
    private final Set<Problem> problems = EnumSet.noneOf(Problem.class);

    private Draft(Method method, String path, Access access) {
      this.method = method;
      this.path = path;
      this.access = access;
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

    /** A JSON body of this form is required. */
    public <B> Reading<B> body(Class<B> type) {
      return new Reading<>(this, new Body(type, true), exchange -> exchange.body(type));
    }

    /** A JSON body of this form may be sent; without one the handler gets null. */
    public <B> Reading<@Nullable B> optionalBody(Class<B> type) {
      return new Reading<>(this, new Body(type, false), exchange -> exchange.optionalBody(type));
    }

    public Draft answers(int status, Class<?> type) {
      answers.add(new Answer(status, Optional.of(type)));
      return this;
    }

    public Draft answers(int status) {
      answers.add(new Answer(status, Optional.empty()));
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
      var rules = new Rules(access, caching, issuesSecrets);
      return new Route(method, path, rules, body, answers, problems, handler);
    }
  }

  /** A route that has its access rule and reads a body. */
  public static final class Reading<B extends @Nullable Object> {
    private final Draft draft;
    private final Body body;
    private final Reader<B> reader;

    private Reading(Draft draft, Body body, Reader<B> reader) {
      this.draft = draft;
      this.body = body;
      this.reader = reader;
    }

    private interface Reader<B extends @Nullable Object> {
      B read(Exchange exchange);
    }

    public Reading<B> answers(int status, Class<?> type) {
      draft.answers(status, type);
      return this;
    }

    public Reading<B> answers(int status) {
      draft.answers(status);
      return this;
    }

    public Reading<B> problems(Problem... possible) {
      draft.problems(possible);
      return this;
    }

    public Route handle(BodyHandler<B> handler) {
      return draft.build(
          Optional.of(body), exchange -> handler.handle(exchange, reader.read(exchange)));
    }
  }
}
