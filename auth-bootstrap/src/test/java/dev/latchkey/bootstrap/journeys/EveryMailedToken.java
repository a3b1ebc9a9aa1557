package dev.latchkey.bootstrap.journeys;

import static dev.latchkey.bootstrap.journeys.Witness.expect;
import static dev.latchkey.bootstrap.journeys.Witness.expectPage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.bootstrap.journeys.Canary.Artefact;

/** Shows every kind of token that comes in a link, and the codes of new addresses, well and ill. */
final class EveryMailedToken {
  private static final String PASSWORD = "canary-Password of dora*41!";
  private static final String FRESH = "canary-Password of dora no. 2~7";
  private static final String RECOVERED = "canary-Password after all^62)";
  private static final String REGISTER = "/api/v1/auth/register";
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String RESET = "/api/v1/auth/password-reset";
  private static final String CHANGE = "/api/v1/users/email-change";
  private static final String DELETION = "/api/v1/users/deletion";

  private final Witness witness;
  private final Mailbox mailbox;
  private String password = PASSWORD;

  EveryMailedToken(Witness witness, Mailbox mailbox) {
    this.witness = witness;
    this.mailbox = mailbox;
    witness.keep(Canary.secret("password of dora", PASSWORD));
    witness.keep(Canary.secret("fresh password of dora", FRESH));
    witness.keep(Canary.secret("recovered password", RECOVERED));
  }

  /** An account of its own, with another password at the end. */
  void liveThrough(String email, String other) {
    var born = signUp(email);
    changeTheAddress(born, email, other);
    say(born, email);
    leaveAndReturn(login(email), email);
    signOutEverywhere(login(email));
  }

  private JsonNode signUp(String email) {
    var body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    var registration = expect(202, witness.post(REGISTER, body)).path("registration_id").asText();
    var proof = "{\"registration_id\":\"%s\",\"code\":\"%s\"}".formatted(registration, code(email));
    return witness.tokens(
        expect(201, witness.post("/api/v1/auth/verify-email", proof)), "of " + email);
  }

  private String code(String email) {
    var code = mailbox.code(email);
    witness.keep(Canary.confined("code of " + email, code, "mail to " + email));
    return code;
  }

  private JsonNode login(String email) {
    var body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return witness.tokens(expect(200, witness.post(LOGIN, body)), "of " + email + " again");
  }

  private void changeTheAddress(JsonNode tokens, String email, String other) {
    var wish = "{\"new_email\":\"" + other + "\"}";
    expect(202, witness.post(CHANGE, tokens, wish));
    expect(400, witness.post(CHANGE + "/complete", tokens, "{\"code\":\"00000000\"}"));
    var proof = "{\"code\":\"" + code(other) + "\"}";
    expect(401, witness.post(CHANGE + "/complete", proof));
    expect(200, witness.post(CHANGE + "/complete", tokens, proof));
    expect(400, witness.post(CHANGE + "/complete", tokens, proof));
    show(CHANGE + "/undo", email, "/account/address");
  }

  /** After a sign-in from a device that nobody knows; the way back is by a mail. */
  private void say(JsonNode tokens, String email) {
    expect(401, witness.send("GET /api/v1/auth/me", Witness.bearer(tokens), ""));
    login(email);
    show("/api/v1/auth/not-me", email, "/account/not-me");
    var token = witness.mailed("way back", mailbox.token(email, "/password/reset"), email);
    password = FRESH;
    expect(204, witness.post(RESET + "/complete", completing(token, password)));
  }

  private void leaveAndReturn(JsonNode tokens, String email) {
    var export = witness.send("GET /api/v1/users/export", Witness.bearer(tokens), "");
    assertThat(export.status()).isEqualTo(200);
    witness.keep(new Artefact("export of " + email, export.text()));
    expect(202, witness.post(DELETION, tokens, ""));
    show(DELETION + "/undo", email, "/account/keep");
  }

  private void signOutEverywhere(JsonNode tokens) {
    expect(401, witness.post("/api/v1/auth/logout-all", ""));
    expect(204, witness.post("/api/v1/auth/logout-all", tokens, ""));
    expect(401, witness.post("/api/v1/auth/logout-all", tokens, ""));
  }

  /**
   * Sets a password for an account that has none, which takes a day.
   *
   * @param passADay makes what is to be waited for due
   */
  void recover(String email, Runnable passADay) {
    beginRecovery(email);
    show("/api/v1/auth/recovery/cancel", email, "/account/recovery");
    beginRecovery(email);
    passADay.run();
    var token = witness.mailed("recovery token", mailbox.token(email, "/password/reset"), email);
    witness.send("GET /password/reset?token=" + token, "", "");
    expect(400, witness.post(RESET + "/complete", completing(token + "x", RECOVERED)));
    expect(422, witness.post(RESET + "/complete", completing(token, "short")));
    expect(204, witness.post(RESET + "/complete", completing(token, RECOVERED)));
    expect(400, witness.post(RESET + "/complete", completing(token, RECOVERED)));
  }

  private void beginRecovery(String email) {
    expect(202, witness.post(RESET, "{\"email\":\"" + email + "\"}"));
    var token = witness.mailed("first token", mailbox.token(email, "/password/reset"), email);
    expect(202, witness.post(RESET + "/complete", completing(token, RECOVERED)));
  }

  private static String completing(String token, String password) {
    return "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password);
  }

  /** At the page and at the interface; the last of all is the right one. */
  private void show(String path, String email, String page) {
    var token = witness.mailed("token for " + page, mailbox.token(email, page), email);
    var right = "{\"token\":\"" + token + "\"}";
    expectPage(200, witness.send("GET " + page + "?token=" + token, "", ""));
    witness.send("GET " + page + "/" + token, "", "");
    witness.form(page, "cross-site", "token=" + token);
    witness.form(page, "same-origin", "token=" + token + "x");
    witness.form(page, "same-origin", "token=" + token + "&more=" + token);
    expect(400, witness.post(path, "{\"token\":\"" + token + "x\"}"));
    expect(400, witness.post(path, right + token));
    expect(400, witness.post(path, "{\"token\":[\"" + token + "\"]}"));
    expect(400, witness.post(path, "{\"" + token + "\":1}"));
    expect(204, witness.post(path, right));
    expect(400, witness.post(path, right));
  }
}
