package dev.latchkey.adapter.http.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is answered: the problem itself, what there is to say about this instance of it,
 * the fields it is about, and the headers that belong to it.
 */
public record ProblemReply(
    Problem problem, String detail, List<FieldError> errors, Map<String, String> headers) {

  /** The media type of every refusal. */
  public static final String CONTENT_TYPE = "application/problem+json";

  /** How long to stay away from a server that did not say. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  /** What is sent (RFC 9457). */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Body(
      @Told(value = "Names the kind of problem; nothing is to be fetched there.", format = "uri")
          String type,
      @Told("The kind of problem, for people.") String title,
      int status,
      @Told("This instance of it, for people.") String detail,
      @Told("The kind of problem, for programs; it never changes its meaning.") String code,
      @Told("The id of the request, as in X-Request-Id.") String instance,
      @Told("What is wrong with which field.") @Nullable List<FieldError> errors) {}

  public ProblemReply {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  public static ProblemReply of(Problem problem) {
    return of(problem, problem.meaning());
  }

  public static ProblemReply of(Problem problem, String detail) {
    return new ProblemReply(problem, detail, List.of(), customary(problem));
  }

  public static ProblemReply invalid(List<FieldError> errors) {
    var problem = Problem.INVALID_FIELDS;
    return new ProblemReply(problem, problem.meaning(), errors, Map.of());
  }

  /** The user must show anew who he is, and be here within this time (RFC 9470, section 3). */
  public static ProblemReply reauthenticate(Duration maxAge) {
    return of(Problem.REAUTHENTICATION_REQUIRED)
        .with(
            "WWW-Authenticate",
            "Bearer error=\"insufficient_user_authentication\", max_age=" + maxAge.toSeconds());
  }

  /** Asked for too often, by whichever count; to be tried again when this has passed. */
  public static ProblemReply tooMany(Duration pause) {
    return of(Problem.TOO_MANY_REQUESTS).retryAfter(pause);
  }

  /** The same with one more header, or another value for one. */
  public ProblemReply with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ProblemReply(problem, detail, errors, more);
  }

  /** The same, to come again not before this has passed. */
  public ProblemReply retryAfter(Duration pause) {
    return with("Retry-After", Long.toString(Math.max(1, pause.plusMillis(999).toSeconds())));
  }

  private static Map<String, String> customary(Problem problem) {
    return switch (problem.status()) {
      case 401 -> Map.of("WWW-Authenticate", challenge(problem));
      case 408, 413 -> Map.of("Connection", "close");
      case 429, 503 -> Map.of("Retry-After", Long.toString(A_WHILE.toSeconds()));
      default -> Map.of();
    };
  }

  /** RFC 6750, section 3: the error is named only when a token was presented. */
  private static String challenge(Problem problem) {
    return problem == Problem.INVALID_TOKEN ? "Bearer error=\"invalid_token\"" : "Bearer";
  }

  /** The JSON of it, for the request of this id. */
  public byte[] body(Json json, String requestId) {
    return json.write(body(requestId));
  }

  /** What is sent, for the request of this id. */
  public Body body(String requestId) {
    return new Body(
        problem.type(),
        problem.title(),
        problem.status(),
        detail,
        problem.code(),
        requestId,
        errors);
  }
}
