package dev.latchkey.adapter.http.routing;

/** The HTTP methods that a route may have. HEAD and OPTIONS come with every path by themselves. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
