package dev.latchkey.adapter.http.routing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The route table: every route there is, below the base path. */
public final class Routes {
  /** A route, and the pattern of the paths that are its own. */
  private record Entry(Route route, Pattern paths) {}

  private final List<Entry> entries;

  private Routes(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Collects the routes; two for the same method and paths are refused. */
  public static Routes of(String basePath, List<RouteGroup> groups) {
    var entries = new ArrayList<Entry>();
    var seen = new HashSet<String>();
    for (var group : groups) {
      for (var route : group.routes()) {
        var entry = entry(route.under(basePath));
        if (!seen.add(route.method() + " " + entry.paths())) {
          throw new IllegalArgumentException("twice: " + route.method() + " " + route.path());
        }
        entries.add(entry);
      }
    }
    return new Routes(entries);
  }

  private static Entry entry(Route route) {
    var literals = Route.PARAMETER.split(route.path(), -1);
    var pattern = new StringBuilder(Pattern.quote(literals[0]));
    for (var i = 1; i < literals.length; i++) {
      pattern.append("[^/]+").append(Pattern.quote(literals[i]));
    }
    return new Entry(route, Pattern.compile(pattern.toString()));
  }

  public List<Route> all() {
    return entries.stream().map(Entry::route).toList();
  }

  /**
   * The methods that a path answers to; none when it is nobody's. Local conveniences do not count:
   * they are not to be found by asking.
   */
  public Set<Method> methodsAt(String path) {
    var methods = EnumSet.noneOf(Method.class);
    at(path).forEach(route -> methods.add(route.method()));
    return methods;
  }

  /** Whether what is there is for everybody to keep, and so for pages of any origin to read. */
  public boolean isPublic(String path) {
    return at(path).anyMatch(route -> route.caching().isPublic());
  }

  private Stream<Route> at(String path) {
    return entries.stream()
        .filter(entry -> entry.paths().matcher(path).matches())
        .map(Entry::route)
        .filter(route -> route.access() != Access.LOCAL_ONLY);
  }
}
