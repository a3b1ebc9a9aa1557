package dev.latchkey.adapter.http.routing;

import dev.latchkey.application.session.ResolveSession.Caller;
import dev.latchkey.domain.device.DeviceToken;
import dev.latchkey.domain.kernel.ClientContext;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as handlers see them. Belongs to the thread of the request. */
public final class Exchange {
  /** As long as browsers keep any cookie. */
  private static final Duration DEVICE_IS_KEPT = Duration.ofDays(400);

  private final Context ctx;
  private final Reply reply;
  private final RequestBodies bodies;
  private final Credentials credentials;
  private final CookieStyle cookieStyle;
  private final Function<Credentials, Identity> identification;
  private final Consumer<String> accountLimits;
  private @Nullable Identity identity;

  /**
   * @param identification looks up who shows these credentials; asked once at most
   * @param accountLimits returns when the route may be asked about an account
   */
  public Exchange(
      Context ctx,
      Reply reply,
      RequestBodies bodies,
      Credentials credentials,
      CookieStyle cookieStyle,
      Function<Credentials, Identity> identification,
      Consumer<String> accountLimits) {
    this.ctx = ctx;
    this.reply = reply;
    this.bodies = bodies;
    this.credentials = credentials;
    this.cookieStyle = cookieStyle;
    this.identification = identification;
    this.accountLimits = accountLimits;
  }

  /** Where the request came from. */
  public ClientContext client() {
    return RequestFrame.of(ctx).client();
  }

  /** Who asks; looked up when first asked for. */
  public Identity identity() {
    var known = identity;
    if (known == null) {
      known = identification.apply(credentials);
      identity = known;
    }
    return known;
  }

  /** From now on the request is from somebody who was let in on the way. */
  public void identify(Caller caller) {
    identity = new Identity.SignedIn(caller);
  }

  /** Whether a page is wanted: browsers say so when somebody opens one, programs do not. */
  public boolean wantsPage() {
    return header("Accept").orElse("").contains("text/html");
  }

  /**
   * Counts towards the limits that the route has by account; one that is passed is answered with
   * 429.
   *
   * @param account in its canonical form, never as it was typed
   */
  public void countTowards(String account) {
    accountLimits.accept(account);
  }

  /** The signed-in caller; whoever is not is answered with 401. */
  public Caller caller() {
    return switch (identity()) {
      case Identity.SignedIn(var caller) -> caller;
      case Identity.Anonymous() -> throw refusal(Problem.UNAUTHENTICATED);
      case Identity.Refused() -> throw refusal(Problem.INVALID_TOKEN);
    };
  }

  /** The body; anything but JSON of this form is answered with 4xx. */
  public <B> B body(Class<B> type) {
    return bodies.read(ctx, type);
  }

  /** The fields of a form; anything but a form with these fields is answered with 4xx. */
  public <B> B form(Class<B> type) {
    return bodies.readForm(ctx.req(), type);
  }

  /** The body, or null when there is none. */
  public <B> @Nullable B optionalBody(Class<B> type) {
    return bodies.readIfAny(ctx, type);
  }

  /** The first value of a request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(ctx.header(name));
  }

  /** A parameter of the query; one that comes twice is answered with 400. */
  public Optional<String> query(String name) {
    return new Query(ctx.queryString()).value(name);
  }

  /** A parameter of the path that is an id; empty when it cannot be one. */
  public Optional<UUID> pathId(String name) {
    return UuidText.parse(ctx.pathParam(name));
  }

  /** A parameter of the path as it was sent: one segment, decoded. */
  public String path(String name) {
    return ctx.pathParam(name);
  }

  /**
   * A secret that may come in the body or in a cookie. In both, or in a cookie of a request from
   * another site, is answered with 4xx.
   *
   * @param sent what the body says
   */
  public Optional<String> secret(@Nullable String sent, AuthCookie cookie) {
    return credentials.secret(sent, cookie);
  }

  /**
   * What the client keeps of earlier sign-ins, in the header, or in the cookie where cookies are
   * used.
   */
  public List<DeviceToken> devices() {
    return Devices.read(header(Devices.HEADER).or(credentials::deviceCookie));
  }

  /** Has the client keep what this device is known by, in the way that it takes secrets. */
  public void remember(DeviceToken device) {
    var kept = Devices.write(device, devices());
    if (answersInCookies()) {
      setCookie(AuthCookie.DEVICE, kept, DEVICE_IS_KEPT);
    } else {
      ctx.header(Devices.HEADER, kept);
    }
  }

  /** Whether secrets of the answer go in cookies, and then nowhere else. */
  public boolean answersInCookies() {
    return credentials.answerInCookies();
  }

  public void setCookie(AuthCookie cookie, String value, Duration life) {
    reply.cookie(cookieStyle.set(cookie, value, life));
  }

  /** Makes a client that uses cookies forget these. */
  public void clearCookies(AuthCookie... cookies) {
    clearCookies(List.of(cookies));
  }

  /** The same. */
  public void clearCookies(Collection<AuthCookie> cookies) {
    if (answersInCookies()) {
      for (var cookie : cookies) {
        reply.cookie(cookieStyle.clear(cookie));
      }
    }
  }

  public void json(int status, Object body) {
    reply.json(status, body);
  }

  /** A JSON file for the client to keep; the name is ours, not a stranger's. */
  public void download(String fileName, JsonDocument document) {
    reply.download(fileName, document);
  }

  /** A page, with the one policy under which browsers may show it. */
  public void page(String html, String contentSecurityPolicy) {
    reply.page(200, html, contentSecurityPolicy);
  }

  /** The same with another status. */
  public void page(int status, String html, String contentSecurityPolicy) {
    reply.page(status, html, contentSecurityPolicy);
  }

  /** Leads to another page. A form is answered so, that going back does not send it again. */
  public void redirect(String location) {
    reply.redirect(location);
  }

  /** Has the browser forget what it keeps of our pages; cookies are cleared by their names. */
  public void clearSiteData() {
    reply.header("Clear-Site-Data", "\"cache\", \"storage\"");
  }

  /** Something that is ready to be sent, in a form of its own. */
  public void file(String contentType, byte[] content) {
    reply.file(contentType, content);
  }

  /** The same under a policy of its own, for what browsers could take for a document. */
  void file(String contentType, byte[] content, String contentSecurityPolicy) {
    reply.header("Content-Security-Policy", contentSecurityPolicy);
    reply.file(contentType, content);
  }

  /** 202 without a word. */
  public void accepted() {
    reply.empty(202);
  }

  public void noContent() {
    reply.empty(204);
  }

  public void problem(Problem problem) {
    reply.problem(problem);
  }

  /** Asked for too often; to be tried again when this has passed. */
  public void tooMany(Duration pause) {
    reply.problem(ProblemReply.tooMany(pause));
  }

  /** The sign-in is older than this, and a fresh one is required. */
  public void reauthenticate(Duration maxAge) {
    reply.problem(ProblemReply.reauthenticate(maxAge));
  }

  /** 422 for these fields. */
  public void invalid(List<FieldError> errors) {
    reply.problem(ProblemReply.invalid(errors));
  }

  private static ProblemException refusal(Problem problem) {
    return new ProblemException(ProblemReply.of(problem));
  }
}
