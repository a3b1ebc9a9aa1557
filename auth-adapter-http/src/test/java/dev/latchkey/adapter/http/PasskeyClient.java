package dev.latchkey.adapter.http;

import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.net.http.HttpRequest.BodyPublishers;

/** A client with an authenticator made of software. */
final class PasskeyClient {
  static final String ORIGIN = "http://localhost:8080";
  static final String PASSKEYS = "/api/v1/auth/passkeys";
  static final String SIGN_UP = "/api/v1/auth/register/passkey";

  private final TestServer server;
  private final Client client;
  final SoftwareAuthenticator authenticator;

  PasskeyClient(TestServer server, SoftwareAuthenticator authenticator) {
    this(server, server.client(), authenticator);
  }

  private PasskeyClient(TestServer server, Client client, SoftwareAuthenticator authenticator) {
    this.server = server;
    this.client = client;
    this.authenticator = authenticator;
  }

  /** The same, signed in with this. */
  PasskeyClient bearer(String token) {
    return new PasskeyClient(server, server.client().bearer(token), authenticator);
  }

  PasskeyClient bearer(Answer tokens) {
    return bearer(tokens.text("access_token"));
  }

  /** A registration whose address is proven: its id and its continuation, as fields of a body. */
  String proven(String email) {
    var started =
        client.post(
            "/api/v1/auth/register", "{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(email));
    var id = started.text("registration_id");
    var proven = server.verify(id, server.codeFor(email));
    return "\"registration_id\":\"%s\",\"continuation\":\"%s\""
        .formatted(id, proven.text("continuation"));
  }

  Answer signUp(String proven, Lie... lies) {
    var options = client.post(SIGN_UP + "/options", "{" + proven + "}");
    var made = create(options, ORIGIN, lies);
    return client.post(SIGN_UP, "{" + proven + "," + answering(options, made) + "}");
  }

  Answer loginOptions() {
    return client.post(PASSKEYS + "/authentication-options");
  }

  Answer loginOptions(String email) {
    return client.post(PASSKEYS + "/authentication-options", "{\"email\":\"%s\"}".formatted(email));
  }

  Answer login(Lie... lies) {
    var options = loginOptions();
    return login(options, get(options, ORIGIN, lies));
  }

  Answer login(Answer options, String shown) {
    return client.post(PASSKEYS + "/authenticate", "{" + answering(options, shown) + "}");
  }

  Answer addOptions() {
    return client.post(PASSKEYS + "/registration-options");
  }

  Answer add(Lie... lies) {
    var options = addOptions();
    return add(options, create(options, ORIGIN, lies));
  }

  Answer add(Answer options, String made) {
    return client.post(PASSKEYS, "{" + answering(options, made) + "}");
  }

  Answer list() {
    return client.get(PASSKEYS);
  }

  Answer remove(String id) {
    return client.send("DELETE", PASSKEYS + "/" + id, BodyPublishers.noBody());
  }

  Answer rename(String id, String name) {
    return client
        .with("Content-Type", "application/json")
        .send(
            "PATCH",
            PASSKEYS + "/" + id,
            BodyPublishers.ofString("{\"name\":\"%s\"}".formatted(name)));
  }

  Answer showOptions() {
    return client.post("/api/v1/auth/reauthenticate/options");
  }

  Answer show(Answer options, String shown) {
    return client.post("/api/v1/auth/reauthenticate", "{" + answering(options, shown) + "}");
  }

  String create(Answer options, String origin, Lie... lies) {
    return authenticator.create(options.json().path("public_key").toString(), origin, lies);
  }

  String get(Answer options, String origin, Lie... lies) {
    return authenticator.get(options.json().path("public_key").toString(), origin, lies);
  }

  /** The fields of a body. */
  static String answering(Answer options, String credential) {
    return "\"ceremony_id\":\"%s\",\"credential\":%s"
        .formatted(options.text("ceremony_id"), credential);
  }
}
