package dev.latchkey.bootstrap.journeys;

import static dev.latchkey.bootstrap.journeys.Witness.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testkit.passkey.Lie;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;

/** Lives with passkeys and no password, and keeps every challenge and every ceremony. */
final class EveryCeremony {
  private static final String REGISTER = "/api/v1/auth/register";
  private static final String SIGN_UP = REGISTER + "/passkey";
  private static final String PASSKEYS = "/api/v1/auth/passkeys";
  private static final String SHOW = "/api/v1/auth/reauthenticate";
  private static final String TABLE = "table passkey_ceremony";

  private final Witness witness;
  private final Mailbox mailbox;
  private final SoftwareAuthenticator phone = SoftwareAuthenticator.synced(93);
  private final SoftwareAuthenticator key = SoftwareAuthenticator.securityKey(57);

  EveryCeremony(Witness witness, Mailbox mailbox) {
    this.witness = witness;
    this.mailbox = mailbox;
  }

  /** From the first passkey to the second, and leaves ceremonies that wait for an answer. */
  void liveThrough(String email) {
    signUp(email);
    var in = signIn(email);
    var shown = showAgain(in);
    addAndRemove(shown);
    sendBrokenBodies();
    begin(PASSKEYS + "/authentication-options", "", "{\"email\":\"" + email + "\"}");
  }

  private void signUp(String email) {
    var started = expect(202, witness.post(REGISTER, "{\"email\":\"" + email + "\"}"));
    var id = started.path("registration_id").asText();
    var code = mailbox.code(email);
    witness.keep(Canary.confined("code of " + email, code, "mail to " + email));
    var proof = "{\"registration_id\":\"%s\",\"code\":\"%s\"}".formatted(id, code);
    var proven = expect(200, witness.post("/api/v1/auth/verify-email", proof));
    var continuation = proven.path("continuation").asText();
    witness.keep(Canary.secret("continuation of " + email, continuation));
    var fields = "\"registration_id\":\"%s\",\"continuation\":\"%s\"".formatted(id, continuation);
    var refused = begin(SIGN_UP + "/options", "", "{" + fields + "}");
    expect(
        400,
        witness.post(
            SIGN_UP, "{" + fields + "," + made(phone, refused, Lie.NO_USER_VERIFICATION) + "}"));
    var options = begin(SIGN_UP + "/options", "", "{" + fields + "}");
    var born = expect(201, witness.post(SIGN_UP, "{" + fields + "," + made(phone, options) + "}"));
    witness.tokens(born, "of " + email);
  }

  private JsonNode signIn(String email) {
    for (var lie : new Lie[] {Lie.TAMPERED_SIGNATURE, Lie.OTHER_USER_HANDLE, Lie.TRUNCATED}) {
      var options = begin(PASSKEYS + "/authentication-options", "", "{}");
      var answer = "{" + shown(phone, options, lie) + "}";
      assertThat(witness.post(PASSKEYS + "/authenticate", answer).status()).isIn(400, 401);
    }
    var options = begin(PASSKEYS + "/authentication-options", "", "{}");
    var answer = "{" + shown(phone, options) + "}";
    var in = expect(200, witness.post(PASSKEYS + "/authenticate", answer));
    expect(401, witness.post(PASSKEYS + "/authenticate", answer));
    return witness.tokens(in, "of " + email + " by passkey");
  }

  private JsonNode showAgain(JsonNode tokens) {
    var refused = begin(SHOW + "/options", Witness.bearer(tokens), "");
    var wrong = "{" + shown(phone, refused, Lie.TAMPERED_SIGNATURE) + "}";
    expect(401, witness.post(SHOW, tokens, wrong));
    var options = begin(SHOW + "/options", Witness.bearer(tokens), "");
    var right = "{" + shown(phone, options) + "}";
    return witness.tokens(expect(200, witness.post(SHOW, tokens, right)), "shown by passkey");
  }

  private void addAndRemove(JsonNode tokens) {
    var bearer = Witness.bearer(tokens);
    var options = begin(PASSKEYS + "/registration-options", bearer, "");
    expect(401, witness.post(PASSKEYS, "{" + made(key, options) + "}"));
    var added = expect(201, witness.post(PASSKEYS, tokens, "{" + made(key, options) + "}"));
    var path = PASSKEYS + "/" + added.path("id").asText();
    expect(200, witness.send("GET " + PASSKEYS, bearer, ""));
    expect(200, witness.send("PATCH " + path, bearer, "{\"name\":\"Blue\"}"));
    expect(204, witness.send("DELETE " + path, bearer, ""));
    expect(404, witness.send("DELETE " + path, bearer, ""));
  }

  /**
   * Answers that cannot be read, and hold challenges, at every place where somebody may put one.
   */
  private void sendBrokenBodies() {
    var options = begin(PASSKEYS + "/authentication-options", "", "{}");
    var id = options.path("ceremony_id").asText();
    var challenge = challenge(options);
    var answer = "{" + shown(phone, options) + "}";
    for (var body :
        new String[] {
          answer.substring(0, answer.length() - 1),
          answer + "x",
          answer.replace(id, challenge),
          answer.replace("\"clientDataJSON\":\"", "\"clientDataJSON\":\"" + challenge),
          answer.replace("\"credential\":{", "\"credential\":{\"" + challenge + "\":1,"),
          "{\"ceremony_id\":\"" + id + "\",\"credential\":\"" + challenge + "\"}",
          "{\"" + challenge + "\":\"" + id + "\"}"
        }) {
      assertThat(witness.post(PASSKEYS + "/authenticate", body).status()).isBetween(400, 422);
    }
    for (var secret : new String[] {id, challenge}) {
      witness.send("GET " + PASSKEYS + "/" + secret, "", "");
      witness.send("DELETE " + PASSKEYS + "/" + secret, "", "");
      witness.send("GET " + PASSKEYS + "?cursor=" + secret, "", "");
      witness.send("GET /dev/mail?id=" + secret, "", "");
    }
  }

  /**
   * While a ceremony waits for its answer, its id and its challenge are in its row, and only there.
   */
  private JsonNode begin(String path, String headers, String body) {
    var options = expect(200, witness.send("POST " + path, headers, body));
    var challenge = challenge(options);
    var bytes = Canary.bytes("bytes of a challenge", challenge, 0, 32);
    witness.keep(Canary.secret("challenge of " + path, challenge));
    witness.keep(Canary.confined(bytes.name(), bytes.value(), TABLE));
    witness.keep(Canary.confined("ceremony", options.path("ceremony_id").asText(), TABLE));
    return options;
  }

  private static String challenge(JsonNode options) {
    var challenge = options.path("public_key").path("challenge").asText();
    assertThat(challenge).hasSize(43);
    return challenge;
  }

  private static String made(SoftwareAuthenticator authenticator, JsonNode options, Lie... lies) {
    return answering(options, authenticator.create(asked(options), Witness.ORIGIN, lies));
  }

  private static String shown(SoftwareAuthenticator authenticator, JsonNode options, Lie... lies) {
    return answering(options, authenticator.get(asked(options), Witness.ORIGIN, lies));
  }

  private static String asked(JsonNode options) {
    return options.path("public_key").toString();
  }

  private static String answering(JsonNode options, String credential) {
    return "\"ceremony_id\":\"%s\",\"credential\":%s"
        .formatted(options.path("ceremony_id").asText(), credential);
  }
}
