package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.AcceptedLanguages;
import dev.latchkey.adapter.http.routing.RequestFrame;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.kernel.IdSource;
import java.util.HashMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The outermost of all: gives each request its id, which is never the client's to choose, and each
 * answer the headers that none goes without.
 */
final class RequestFrames extends Handler.Wrapper {
  private final ClientAddresses clients;
  private final Cors cors;
  private final SecurityHeaders security;
  private final IdSource ids;
  private final AcceptedLanguages languages;

  RequestFrames(
      ClientAddresses clients,
      Cors cors,
      SecurityHeaders security,
      AcceptedLanguages languages,
      IdSource ids) {
    this.clients = clients;
    this.cors = cors;
    this.security = security;
    this.languages = languages;
    this.ids = ids;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    putHeaders(request, response);
    if (isForAnotherProtocol(request) || isFramedUnclearly(request)) {
      Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isForAnotherProtocol(Request request) {
    var scheme = request.getHttpURI().getScheme();
    return scheme != null && !HttpScheme.HTTP.is(scheme) && !HttpScheme.HTTPS.is(scheme);
  }

  /** Who speaks HTTP/1.0 knows no chunks: two readers would see two bodies (RFC 9112, 6.1). */
  private static boolean isFramedUnclearly(Request request) {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** The frame of a request; made now if Jetty refused the request before it came to us. */
  RequestFrame of(Request request) {
    if (request.getAttribute(RequestFrame.ATTRIBUTE) instanceof RequestFrame known) {
      return known;
    }
    var frame = frame(request);
    request.setAttribute(RequestFrame.ATTRIBUTE, frame);
    return frame;
  }

  private RequestFrame frame(Request request) {
    var id = ids.next().toString();
    var headers = request.getHeaders();
    var client =
        clients.of(
            Request.getRemoteAddr(request),
            headers.getValuesList(HttpHeader.FORWARDED),
            headers.getValuesList(HttpHeader.X_FORWARDED_FOR));
    var agent = headers.get(HttpHeader.USER_AGENT);
    var language = languages.preferred(headers.get(HttpHeader.ACCEPT_LANGUAGE));
    var context = new ClientContext(client.text(), agent, id, hints(headers), language);
    return new RequestFrame(id, context, client.key());
  }

  private static ClientHints hints(HttpFields headers) {
    var fields = new HashMap<String, String>();
    for (var name : ClientHints.HEADERS) {
      var value = headers.get(name);
      if (value != null) {
        fields.put(name, value);
      }
    }
    return new ClientHints(fields);
  }

  void putHeaders(Request request, Response response) {
    security.putHeaders(response.getHeaders());
    cors.putHeaders(request.getHeaders(), response.getHeaders());
    response.getHeaders().put("X-Request-Id", of(request).id());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
  }
}
