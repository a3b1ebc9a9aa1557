package dev.latchkey.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.latchkey.adapter.http.routing.Method;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.Routes;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A server in which everything that somebody may say is one text, as far as it is taken. */
final class HostileWorld implements AutoCloseable {
  private static final Set<String> NOT_OURS_TO_DRAW = Set.of("/docs", "/redoc");
  private static final String PARAMETER = "\\{[a-z_]+}";

  private final TestServer server = TestServer.start();
  private final String text;
  private int users;

  HostileWorld(String text) {
    this.text = text;
    server.inbox.put(new Mail("1", text, text, text, text, Instant.EPOCH));
  }

  Routes routes() {
    return server.routes();
  }

  /** Whether somebody opens it in a browser, and it is ours to draw. */
  static boolean isOpened(Route route) {
    return route.method() == Method.GET
        && route.isPage()
        && !NOT_OURS_TO_DRAW.contains(route.path());
  }

  /** Every page, as somebody sees it who is signed in, and as somebody does who is not. */
  Map<String, Answer> pages() {
    var answers = new TreeMap<String, Answer>();
    var known = somebodyWithPasskey();
    for (var route : server.routes().all()) {
      if (isOpened(route)) {
        var name = "GET " + route.path();
        answers.put(name + " signed in", known.open(target(route)));
        answers.put(name + " plain", known.open(path(route)));
        answers.put(name + " signed out", stranger().open(target(route)));
        answers.put(name + " with odd cookies", withOddCookies().open(target(route)));
      }
    }
    answers.put("GET nothing", stranger().open("/" + encoded(text) + "?x=" + encoded(text)));
    return answers;
  }

  /** Every form of a page, with the text in every field, sent by each of both. */
  Map<String, Answer> forms() {
    var answers = new TreeMap<String, Answer>();
    for (var route : server.routes().all()) {
      if (route.takesForm()) {
        var name = "POST " + route.path();
        answers.put(name, somebody().submit(target(route), fields(route, text)));
        answers.put(name + " signed out", stranger().submit(target(route), fields(route, text)));
        answers.put(name + " other field", stranger().submit(target(route), text, text));
      }
    }
    return answers;
  }

  private static String[] fields(Route route, String text) {
    var fields = new ArrayList<String>();
    for (var component : route.body().orElseThrow().example().getClass().getRecordComponents()) {
      fields.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
      fields.add(text);
    }
    return fields.toArray(String[]::new);
  }

  /** With every parameter that it knows, and those that pages of ours know. */
  private String target(Route route) {
    var names = new LinkedHashSet<>(List.of("return_to", "said", "token", "x"));
    route.words().parameters().stream()
        .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
        .map(Parameter::name)
        .forEach(names::add);
    return names.stream()
        .map(name -> name + "=" + encoded(text))
        .collect(Collectors.joining("&", path(route) + "?", ""));
  }

  private String path(Route route) {
    return route.path().replaceAll(PARAMETER, encoded(text).replace("$", "%24"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Client client() {
    var client = server.client().with("Accept-Language", header());
    for (var hint : ClientHints.HEADERS) {
      client = client.with(hint, header());
    }
    return client.with("User-Agent", header()).with("X-Device-Token", header());
  }

  /** What of the text a header can carry. */
  private String header() {
    return text.replaceAll("[^\\x20-\\x7e]", "").strip();
  }

  private Browser stranger() {
    return new Browser(client());
  }

  private Browser withOddCookies() {
    var browser = stranger();
    var value = header().replaceAll("[;, ]", "");
    for (var name : List.of("registration", "continuation", "access", "refresh", "device")) {
      browser.cookies().put("__Host-" + name, value);
    }
    browser.cookies().put("odd", value);
    return browser;
  }

  /** Somebody with the text for a name, and for what his browser says. */
  private Browser somebody() {
    return signedIn(known());
  }

  /** The same with it for the name of a passkey. */
  private Browser somebodyWithPasskey() {
    var email = known();
    var phone =
        new PasskeyClient(server, SoftwareAuthenticator.synced(1)).bearer(server.signIn(email));
    var added = phone.add();
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    phone.rename(added.text("id"), json(text).replaceAll("^\"|\"$", ""));
    return signedIn(email);
  }

  private String known() {
    var email = "'&{{1337*1337}}`$u" + users++ + "@example.com";
    assertThat(EmailAddress.parse(email)).as(email).isPresent();
    var token = server.signUp(email).text("access_token");
    server.client().bearer(token).put("/api/v1/users/profile", "{\"name\":" + json(text) + "}");
    return email;
  }

  private Browser signedIn(String email) {
    var browser = stranger();
    var answer = browser.ask("/api/v1/auth/login", TestServer.credentials(email));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return browser;
  }

  private static String json(String text) {
    return TextNode.valueOf(text).toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
