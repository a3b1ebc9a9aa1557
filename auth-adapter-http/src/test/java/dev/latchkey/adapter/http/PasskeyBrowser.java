package dev.latchkey.adapter.http;

import dev.latchkey.testkit.passkey.SoftwareAuthenticator;

/** A browser with an authenticator made of software, as the scripts of our pages use it. */
final class PasskeyBrowser {
  private static final String PASSKEYS = PasskeyClient.PASSKEYS;

  final Browser browser;
  private final SoftwareAuthenticator authenticator;

  PasskeyBrowser(Browser browser, SoftwareAuthenticator authenticator) {
    this.browser = browser;
    this.authenticator = authenticator;
  }

  /** Of somebody who has an account with a passkey and no password. */
  static PasskeyBrowser withoutPassword(TestServer server, String email) {
    var authenticator = SoftwareAuthenticator.synced(email.hashCode());
    var client = new PasskeyClient(server, authenticator);
    var made = client.signUp(client.proven(email));
    if (made.status() != 201) {
      throw new AssertionError(made.body());
    }
    var signedIn = new PasskeyBrowser(server.browser(), authenticator);
    signedIn.signIn();
    return signedIn;
  }

  Answer signIn() {
    var options = browser.ask(PASSKEYS + "/authentication-options", "{}");
    return browser.ask(PASSKEYS + "/authenticate", "{" + shown(options) + "}");
  }

  /** Adds a passkey; answers its id. */
  String add() {
    var options = browser.ask(PASSKEYS + "/registration-options", "{}");
    var made =
        authenticator.create(options.json().path("public_key").toString(), PasskeyClient.ORIGIN);
    return browser.ask(PASSKEYS, "{" + PasskeyClient.answering(options, made) + "}").text("id");
  }

  /** Shows a passkey again. */
  Answer show() {
    var options = browser.ask("/api/v1/auth/reauthenticate/options", "{}");
    return browser.ask("/api/v1/auth/reauthenticate", "{" + shown(options) + "}");
  }

  private String shown(Answer options) {
    var shown =
        authenticator.get(options.json().path("public_key").toString(), PasskeyClient.ORIGIN);
    return PasskeyClient.answering(options, shown);
  }
}
