package dev.latchkey.adapter.http;

import io.javalin.http.Context;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Tells browsers which pages of other origins may read our answers (the CORS protocol of the Fetch
 * standard): those of the listed origins, with credentials; and those of any origin, without, where
 * an answer is for everybody anyway. All others are told nothing.
 */
final class Cors {
  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String EXPOSED = "Access-Control-Expose-Headers";
  private static final String READABLE = "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy";
  private static final String READABLE_TO_LISTED = READABLE + ", X-Device-Token";
  private static final String ASKED_METHOD = "Access-Control-Request-Method";

  /** Ten minutes: long enough to matter, short enough for an origin that is taken off the list. */
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> listed;

  Cors(Set<String> listed) {
    this.listed = listed;
  }

  /** What every answer carries, refusals included. */
  void putHeaders(HttpFields request, HttpFields.Mutable response) {
    if (listed.isEmpty()) {
      return;
    }
    response.put(HttpHeader.VARY, "Origin");
    var origins = request.getFields(HttpHeader.ORIGIN).stream().map(HttpField::getValue).toList();
    if (origins.size() == 1 && listed.contains(origins.getFirst())) {
      response.put(ORIGIN, origins.getFirst());
      response.put(CREDENTIALS, "true");
      response.put(EXPOSED, READABLE_TO_LISTED);
    }
  }

  /** Opens an answer that is for everybody: the same words to all, so that caches can keep it. */
  static void open(Context ctx) {
    ctx.removeHeader("Vary");
    ctx.removeHeader(CREDENTIALS);
    ctx.header(ORIGIN, "*");
    ctx.header(SecurityHeaders.RESOURCE_POLICY, "cross-origin");
    ctx.header(EXPOSED, READABLE);
  }

  /**
   * Answers the question before the request, if it is one and the origin may ask.
   *
   * @param methods those of the path
   */
  static void answerPreflight(Context ctx, String methods) {
    var response = ctx.res();
    if (ctx.header(ASKED_METHOD) == null || response.getHeader(ORIGIN) == null) {
      return;
    }
    response.setHeader("Access-Control-Allow-Methods", methods);
    response.setHeader(
        "Access-Control-Allow-Headers",
        "authorization, content-type, x-auth-transport, x-device-token");
    response.setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
  }
}
