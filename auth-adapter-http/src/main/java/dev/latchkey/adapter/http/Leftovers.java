package dev.latchkey.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What still comes of a body that was refused for its size. A connection that is closed while more
 * is on the way is reset, and many clients lose the answer with it; so the answer goes out, and
 * what comes is thrown away for a while (RFC 9112, section 9.6).
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** Bytes; who sends more made no honest mistake. */
  private static final long MOST = 4 << 20;

  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PART = 8192;

  private Leftovers() {}

  /** Sends the answer that is set, and lets the client come to an end. */
  static void throwAway(Context ctx) {
    var connection = endPoint(ctx);
    var usual = connection.getIdleTimeout();
    connection.setIdleTimeout(SILENCE.toMillis());
    try {
      send(ctx);
      drain(ctx.req().getInputStream());
    } catch (IOException silentOrGone) {
      LOG.debug("the rest of a body did not come", silentOrGone);
    } finally {
      connection.setIdleTimeout(usual);
    }
  }

  private static EndPoint endPoint(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  private static void send(Context ctx) throws IOException {
    var answer = Objects.requireNonNull(ctx.resultInputStream());
    ctx.res().setContentLength(answer.available());
    answer.transferTo(ctx.res().getOutputStream());
    ctx.res().flushBuffer();
  }

  private static void drain(InputStream body) throws IOException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var part = new byte[PART];
    var thrownAway = 0L;
    while (thrownAway < MOST && System.nanoTime() - deadline < 0) {
      var read = body.read(part);
      if (read < 0) {
        return;
      }
      thrownAway += read;
    }
  }
}
