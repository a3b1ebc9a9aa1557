package dev.latchkey.adapter.http.documentation;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import java.util.EnumSet;
import java.util.Set;

/** The problems that may be met: at a route, and before there is any. */
final class PossibleProblems {
  /** Of requests that do not reach a route, whatever it is. */
  static final Set<Problem> BEFORE_ANY_ROUTE =
      EnumSet.of(
          Problem.FORBIDDEN,
          Problem.NOT_FOUND,
          Problem.METHOD_NOT_ALLOWED,
          Problem.URI_TOO_LONG,
          Problem.TOO_MANY_REQUESTS,
          Problem.HEADERS_TOO_LARGE,
          Problem.NOT_IMPLEMENTED,
          Problem.UNAVAILABLE,
          Problem.HTTP_VERSION_NOT_SUPPORTED);

  private static final Set<Problem> ANYWHERE =
      EnumSet.of(
          Problem.MALFORMED_REQUEST,
          Problem.UNSUPPORTED_TRANSPORT,
          Problem.AMBIGUOUS_CREDENTIALS,
          Problem.INTERNAL_ERROR,
          Problem.UNAVAILABLE);

  private static final Set<Problem> OF_BODIES =
      EnumSet.of(
          Problem.REQUEST_TIMEOUT, Problem.PAYLOAD_TOO_LARGE, Problem.UNSUPPORTED_MEDIA_TYPE);

  private PossibleProblems() {}

  /** What the route says itself, and what follows from its rules. */
  static Set<Problem> at(Route route) {
    var problems = EnumSet.copyOf(ANYWHERE);
    problems.addAll(route.problems());
    if (route.limits() != Limits.NOTHING) {
      problems.add(Problem.TOO_MANY_REQUESTS);
    }
    if (route.body().isPresent()) {
      problems.addAll(OF_BODIES);
    }
    if (route.access().isForUsers()) {
      problems.addAll(EnumSet.of(Problem.UNAUTHENTICATED, Problem.INVALID_TOKEN));
    }
    if (route.access() == Access.FRESHLY_SIGNED_IN) {
      problems.add(Problem.REAUTHENTICATION_REQUIRED);
    }
    if (route.access() == Access.LOCAL_ONLY) {
      problems.add(Problem.NOT_FOUND);
    }
    if (route.method() != Method.GET && isForPages(route)) {
      problems.add(Problem.CROSS_SITE_REQUEST);
    }
    return problems;
  }

  private static boolean isForPages(Route route) {
    return route.access().isForUsers()
        || route.takesForm()
        || route.issuesSecrets()
        || !route.rules().cookies().isEmpty();
  }
}
