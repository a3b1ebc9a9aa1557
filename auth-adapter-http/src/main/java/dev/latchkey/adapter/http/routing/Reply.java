package dev.latchkey.adapter.http.routing;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to one request: what every handler and every refusal is written with. */
public final class Reply {
  private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

  /**
   * What browsers do not say unasked, and only heed in the answer to a navigation: a page. Nothing
   * that we answer depends on them, so they are in no {@code Vary}.
   */
  private static final String HINTS =
      "Sec-CH-UA-Full-Version-List, Sec-CH-UA-Model, Sec-CH-UA-Platform-Version";

  private final Context ctx;
  private final RequestFrame frame;
  private final Json json;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  public Reply(Context ctx, RequestFrame frame, Json json) {
    this.ctx = ctx;
    this.frame = frame;
    this.json = json;
  }

  void json(int status, Object body) {
    send(status, "application/json", json.write(body));
  }

  /** A file to keep, written while it is sent. When the client is gone, so is the rest of it. */
  void download(String fileName, JsonDocument document) {
    ctx.status(200).contentType("application/json");
    ctx.header("Content-Disposition", "attachment; filename=\"" + fileName + '"');
    try {
      var generator = json.stream(ctx.outputStream());
      document.write(generator);
      generator.close();
    } catch (IOException clientIsGone) {
      LOG.debug("nobody is left to send to", clientIsGone);
    }
  }

  void page(int status, String html, String contentSecurityPolicy) {
    ctx.header("Content-Security-Policy", contentSecurityPolicy);
    // With no-referrer, browsers would post the forms of a page with "Origin: null".
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Accept-CH", HINTS);
    ctx.status(status).contentType("text/html; charset=utf-8").result(html);
  }

  void file(String contentType, byte[] content) {
    send(200, contentType, content);
  }

  public void empty(int status) {
    ctx.status(status).removeHeader("Content-Type");
  }

  public void problem(Problem problem) {
    problem(ProblemReply.of(problem));
  }

  /** Never kept by anybody, also where the answer would have been. */
  public void problem(ProblemReply reply) {
    ctx.header("Cache-Control", Caching.never().header());
    reply.headers().forEach(ctx::header);
    if (reply.problem() == Problem.TOO_MANY_REQUESTS) {
      frame.rateFields().ifPresent(fields -> tell(fields, reply));
    }
    ProblemPage page = ctx.attribute(ProblemPage.ATTRIBUTE);
    if (page == null) {
      send(reply.problem().status(), ProblemReply.CONTENT_TYPE, reply.body(json, frame.id()));
    } else {
      var language = Optional.ofNullable(ctx.header("Accept-Language"));
      var shown = page.show(reply, language, frame.id());
      page(reply.problem().status(), shown.html(), shown.contentSecurityPolicy());
    }
  }

  /** After a form, so that going back does not send it again. */
  void redirect(String location) {
    ctx.header("Location", location);
    empty(303);
  }

  void header(String name, String value) {
    ctx.header(name, value);
  }

  /** The same for every refusal at a route, whichever count it was, and whoever kept it. */
  private void tell(RateFields fields, ProblemReply reply) {
    fields.refusing(reply.headers().getOrDefault("Retry-After", "1")).forEach(ctx::header);
  }

  /** The last word on a cookie holds: one that was renewed on the way may be cleared at the end. */
  void cookie(String header) {
    cookies.put(header.substring(0, header.indexOf('=')), header);
    ctx.res().setHeader("Set-Cookie", null);
    cookies.values().forEach(each -> ctx.res().addHeader("Set-Cookie", each));
  }

  private void send(int status, String contentType, byte[] body) {
    ctx.status(status).contentType(contentType).result(body);
  }
}
