package dev.latchkey.adapter.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request, refused ones included: which route, what came of it, how long it took.
 * The path is told by its template only, so that nothing a client put in it is logged; queries,
 * bodies and headers are not logged at all.
 */
final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.latchkey.http.access");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final RequestFrames frames;

  AccessLog(RequestFrames frames) {
    this.frames = frames;
  }

  @Override
  public void log(Request request, Response response) {
    var frame = frames.of(request);
    LOG.atInfo()
        .addKeyValue("request_id", frame.id())
        .addKeyValue(
            "method", METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER")
        .addKeyValue("route", frame.route())
        .addKeyValue("status", response.getStatus())
        .addKeyValue("duration_ms", millisSince(request.getBeginNanoTime()))
        .addKeyValue("bytes", Response.getContentBytesWritten(response))
        .addKeyValue("client", frame.client().address())
        .log("request");
  }

  private static long millisSince(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
  }
}
