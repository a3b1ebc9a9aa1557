package dev.latchkey.adapter.http.routing;

import io.javalin.http.Context;

/** The answer to one request: what every handler and every refusal is written with. */
public final class Reply {
  private final Context ctx;
  private final RequestFrame frame;
  private final Json json;

  public Reply(Context ctx, RequestFrame frame, Json json) {
    this.ctx = ctx;
    this.frame = frame;
    this.json = json;
  }

  void json(int status, Object body) {
    send(status, "application/json", json.write(body));
  }

  void page(String html, String contentSecurityPolicy) {
    ctx.header("Content-Security-Policy", contentSecurityPolicy);
    // With no-referrer, browsers would post the forms of a page with "Origin: null".
    ctx.header("Referrer-Policy", "same-origin");
    ctx.status(200).contentType("text/html; charset=utf-8").result(html);
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
    send(reply.problem().status(), ProblemReply.CONTENT_TYPE, reply.body(json, frame.id()));
  }

  void cookie(String header) {
    ctx.res().addHeader("Set-Cookie", header);
  }

  private void send(int status, String contentType, byte[] body) {
    ctx.status(status).contentType(contentType).result(body);
  }
}
