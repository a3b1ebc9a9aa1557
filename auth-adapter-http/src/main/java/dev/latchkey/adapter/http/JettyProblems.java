package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Json;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemReply;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses by itself in the form of all our refusals. */
final class JettyProblems extends ErrorHandler {
  private final RequestFrames frames;
  private final Json json;

  JettyProblems(RequestFrames frames, Json json) {
    this.frames = frames;
    this.json = json;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    generateResponse(request, response, response.getStatus(), null, null, callback);
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    var frame = frames.of(request);
    var reply = ProblemReply.of(Problem.ofStatus(code));
    frames.putHeaders(request, response);
    response.setStatus(reply.problem().status());
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemReply.CONTENT_TYPE);
    var body = reply.body(json, frame.id());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    var isHead = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, isHead ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body), callback);
  }
}
