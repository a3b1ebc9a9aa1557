package dev.latchkey.bootstrap.journeys;

import static dev.latchkey.bootstrap.journeys.Witness.expect;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Goes the ways of somebody with a password, with recognisable secrets, also those that fail. */
final class EveryPath {
  static final String PASSWORD = "canary-Password of ada/93?";
  static final String OTHER_PASSWORD = "canary-Password of bob+57&";
  static final String WRONG_PASSWORD = "canary-Wrong password 28%";
  static final String NAME = "Canary Nightingale-Quill";

  private static final String REGISTER = "/api/v1/auth/register";
  private static final String VERIFY = "/api/v1/auth/verify-email";
  private static final String LOGIN = "/api/v1/auth/login";
  private static final String SHOW = "/api/v1/auth/reauthenticate";
  private static final String CHANGE = "/api/v1/auth/password-change";
  private static final String RESET = "/api/v1/auth/password-reset";
  private static final String REFRESH = "/api/v1/auth/refresh";
  private static final String LOGOUT = "/api/v1/auth/logout";
  private static final String ME = "/api/v1/auth/me";
  private static final String PROFILE = "/api/v1/users/profile";
  private static final String SESSIONS = "/api/v1/users/sessions";
  private static final String DEVICES = "/api/v1/users/devices";

  private final Witness witness;
  private final Mailbox mailbox;

  EveryPath(Witness witness, Mailbox mailbox) {
    this.witness = witness;
    this.mailbox = mailbox;
    witness.keep(Canary.secret("password", PASSWORD));
    witness.keep(Canary.secret("other password", OTHER_PASSWORD));
    witness.keep(Canary.secret("wrong password", WRONG_PASSWORD));
  }

  /** Signs two people up, and answers the access token of the first. */
  String signUp(String ada, String bob) {
    var first = start(ada, "\"password\":\"" + PASSWORD + "\",\"name\":\"" + NAME + "\"");
    expect(400, post(VERIFY, verification(first, "00000000")));
    var tokens = expect(201, post(VERIFY, verification(first, code(ada))));
    witness.tokens(tokens, "signed up");

    var second = start(bob, "\"name\":\"Bob\"");
    expect(
        202, post("/api/v1/auth/resend-verification", "{\"registration_id\":\"" + second + "\"}"));
    var proven = expect(200, post(VERIFY, verification(second, code(bob))));
    complete(second, proven.path("continuation").asText());
    return tokens.path("access_token").asText();
  }

  private String start(String email, String rest) {
    var body = "{\"email\":\"" + email + "\"," + rest + "}";
    return expect(202, post(REGISTER, body)).path("registration_id").asText();
  }

  private String code(String email) {
    var code = mailbox.code(email);
    witness.keep(Canary.confined("code of " + email, code, "mail to " + email));
    return code;
  }

  private static String verification(String registration, String code) {
    return "{\"registration_id\":\"" + registration + "\",\"code\":\"" + code + "\"}";
  }

  private void complete(String registration, String continuation) {
    witness.keep(Canary.secret("continuation", continuation));
    witness.keep(Canary.bytes("continuation in bytes", continuation, 0, 32));
    var path = "/api/v1/auth/register/password";
    expect(400, post(path, completion(registration, continuation + "x", OTHER_PASSWORD)));
    expect(422, post(path, completion(registration, continuation, "short")));
    witness.tokens(
        expect(201, post(path, completion(registration, continuation, OTHER_PASSWORD))), "bob");
    expect(400, post(path, completion(registration, continuation, OTHER_PASSWORD)));
  }

  private static String completion(String registration, String continuation, String password) {
    return "{\"registration_id\":\"%s\",\"continuation\":\"%s\",\"password\":\"%s\"}"
        .formatted(registration, continuation, password);
  }

  /** Loses a password and sets it anew, rightly and wrongly, and ends as it began. */
  void loseThePassword(String email) {
    expect(202, post(RESET, "{\"email\":\"" + email + "\"}"));
    expect(202, post(RESET, "{\"email\":\"nobody@example.com\"}"));
    var token = witness.mailed("reset token", mailbox.token(email, "/password/reset"), email);
    send("GET /password/reset?token=" + token, "", "");
    expect(400, post(RESET + "/complete", reset(token + "x", OTHER_PASSWORD)));
    expect(422, post(RESET + "/complete", reset(token, "short")));
    var form = "token=" + token + "&password=short";
    expect(403, witness.form("/password/reset", "cross-site", form));
    witness.form("/password/reset", "same-origin", form + "&more=" + token);
    expect(204, post(RESET + "/complete", reset(token, OTHER_PASSWORD)));
    expect(400, post(RESET + "/complete", reset(token, OTHER_PASSWORD)));
  }

  private static String reset(String token, String password) {
    return "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}";
  }

  /** Signs in, renews, looks and leaves, rightly and wrongly. */
  void useSessions(String email) {
    expect(401, post(LOGIN, credentials(email, WRONG_PASSWORD)));
    expect(401, post(LOGIN, credentials("nobody@example.com", WRONG_PASSWORD)));
    var in = expect(200, post(LOGIN, credentials(email, PASSWORD)));
    witness.tokens(in, "signed in");
    var access = in.path("access_token").asText();
    var refresh = in.path("refresh_token").asText();
    showEverywhere(access, refresh);
    var bearer = "Authorization: Bearer " + access + "\r\n";
    expect(200, send("PUT " + PROFILE, bearer, "{\"name\":\"" + NAME + "\"}"));
    expect(422, send("PUT " + PROFILE, bearer, "{\"name\":\"" + NAME.repeat(20) + "\"}"));
    expect(200, send("GET " + SESSIONS, bearer, ""));
    expect(200, send("GET " + DEVICES, bearer, ""));
    expect(404, send("DELETE " + DEVICES + "/01890a5d-ac96-774b-bcce-b302099a8057", bearer, ""));
    var next = expect(200, post(REFRESH, "{\"refresh_token\":\"" + refresh + "\"}"));
    witness.tokens(next, "renewed");
    expect(200, post(REFRESH, "{\"refresh_token\":\"" + refresh + "\"}"));
    expect(204, send("POST " + LOGOUT, bearer, ""));
    expect(401, send("GET " + ME, bearer, ""));
    expect(401, post(REFRESH, "{\"refresh_token\":\"" + refresh + "\"}"));
    inCookies(email);
  }

  /** Rightly and wrongly, and ends with the password that it began with. */
  void showAndChangePassword(String email) {
    var in = expect(200, post(LOGIN, credentials(email, PASSWORD)));
    var bearer = Witness.bearer(in);
    expect(401, send("POST " + SHOW, bearer, "{\"password\":\"" + WRONG_PASSWORD + "\"}"));
    var shown = expect(200, send("POST " + SHOW, bearer, "{\"password\":\"" + PASSWORD + "\"}"));
    witness.tokens(shown, "shown again");
    expect(
        401, send("POST " + CHANGE, Witness.bearer(shown), change(WRONG_PASSWORD, OTHER_PASSWORD)));
    expect(422, send("POST " + CHANGE, Witness.bearer(shown), change(PASSWORD, "short")));
    var changed =
        expect(
            200, send("POST " + CHANGE, Witness.bearer(shown), change(PASSWORD, OTHER_PASSWORD)));
    witness.tokens(changed, "changed");
    witness.tokens(
        expect(
            200, send("POST " + CHANGE, Witness.bearer(changed), change(OTHER_PASSWORD, PASSWORD))),
        "changed back");
  }

  private static String change(String current, String wanted) {
    return "{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(current, wanted);
  }

  /** Tokens whole and mangled, at every place where somebody may put one. */
  private void showEverywhere(String access, String refresh) {
    for (var token : List.of(access, access + "x", access.substring(1), refresh)) {
      send("GET " + ME + "?access_token=" + token, "", "");
      send("GET " + ME + "/" + token, "", "");
      send("GET //" + token, "", "");
      send("DELETE " + SESSIONS + "/" + token, "", "");
      send("DELETE " + DEVICES + "/" + token, "", "");
      send("GET " + SESSIONS + "?cursor=" + token, "Authorization: Bearer " + access + "\r\n", "");
      send("GET " + ME, "Authorization: Bearer " + token + " x\r\n", "");
      send("GET " + ME, "Authorization: Bearer " + token + "\0\r\n", "");
      send("GET " + ME, "Authorization: Basic " + token + "\r\n", "");
      send("GET " + ME, "Cookie: __Host-access=" + token + "; __Host-access=" + token + "\r\n", "");
      send("GET " + ME, "Cookie: __Host-access=" + token + "x\r\n", "");
      send("GET " + ME, token + ": a\r\n", "");
      send("GET " + ME, "Bad Header " + token + "\r\n", "");
      send(token, "", "");
      send("GET /", "X-Forwarded-For: " + token + "\r\nUser-Agent: " + token + "\r\n", "");
      send("GET /", "X-Auth-Transport: " + token + "\r\n", "");
      send("POST " + REFRESH, "", "{\"refresh_token\":\"" + token + "x\"}");
      send("POST " + LOGOUT, "", "{\"refresh_token\":\"" + token + "x\"}");
    }
  }

  private void inCookies(String email) {
    var asking = "X-Auth-Transport: cookie\r\nOrigin: http://localhost:8080\r\n";
    var heard = send("POST " + LOGIN, asking, credentials(email, PASSWORD));
    assertThat(heard.status()).as(heard.text()).isEqualTo(200);
    var cookies = heard.values("Set-Cookie").stream().map(c -> c.replaceFirst(";.*", "")).toList();
    assertThat(cookies).hasSize(3);
    for (var cookie : cookies) {
      var name = "cookie " + cookie.replaceFirst("=.*", "");
      var value = cookie.substring(cookie.indexOf('=') + 1);
      if (value.startsWith("lkd_")) {
        witness.device(name, value);
      } else {
        witness.token(name, value);
      }
    }
    var header = "Cookie: " + String.join("; ", cookies) + "\r\n";
    expect(200, send("GET " + ME, header, ""));
    expect(403, send("POST " + REFRESH, header, ""));
    expect(200, send("POST " + REFRESH, header + asking, ""));
  }

  /** Bodies that cannot be read, and hold secrets. */
  void sendBrokenBodies(String email) {
    var good = credentials(email, PASSWORD);
    for (var body :
        List.of(
            good.substring(0, good.length() - 1),
            good + "x",
            good.replace("\"password\":", "\"password\":["),
            good.replace("}", ",\"more\":\"" + PASSWORD + "\"}"),
            good.replace("}", ",\"password\":\"" + PASSWORD + "\"}"),
            "\"" + PASSWORD + "\"",
            "{\"email\":\"" + PASSWORD + "\",\"password\":{\"a\":\"" + PASSWORD + "\"}}",
            "{\"email\":" + PASSWORD + "}",
            good + " ".repeat(1 << 17))) {
      send("POST " + LOGIN, "", body);
      send("POST " + REGISTER, "", body);
    }
    send("POST " + LOGIN, "Content-Encoding: gzip\r\n", good);
    send("POST " + LOGIN + "?password=" + PASSWORD.replace(' ', '+'), "", "{}");
  }

  boolean isWellFor(String email) {
    return post(LOGIN, credentials(email, PASSWORD)).status() == 200;
  }

  void register(String email) {
    start(email, "\"password\":\"" + OTHER_PASSWORD + "\"");
  }

  /** What is asked while the database does not do as it is told. */
  void askInVain(String email, String access) {
    for (var answer :
        List.of(
            post(LOGIN, credentials(email, PASSWORD)),
            post(REGISTER, credentials("carol@example.com", OTHER_PASSWORD)),
            post("/api/v1/auth/passkeys/authentication-options", "{}"),
            send("GET " + ME, "Authorization: Bearer " + access + "\r\n", ""),
            send(
                "PUT " + PROFILE,
                "Authorization: Bearer " + access + "\r\n",
                "{\"name\":\"" + NAME + "\"}"))) {
      assertThat(answer.status()).as(answer.text()).isIn(200, 202, 500, 503);
    }
    assertThat(witness.artefacts()).anyMatch(refusal -> refusal.name().endsWith("503"));
  }

  private static String credentials(String email, String password) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
  }

  private Wire.Heard post(String path, String body) {
    return witness.post(path, body);
  }

  private Wire.Heard send(String start, String headers, String body) {
    return witness.send(start, headers, body);
  }
}
