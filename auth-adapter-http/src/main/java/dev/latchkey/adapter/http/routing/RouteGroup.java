package dev.latchkey.adapter.http.routing;

import java.util.List;

/** The routes of one feature. */
public interface RouteGroup {

  /** The same entries whenever it is asked. */
  List<Route> routes();
}
