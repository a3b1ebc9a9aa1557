package dev.latchkey.bootstrap.survival;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import dev.latchkey.bootstrap.survival.Web.Answer;
import dev.latchkey.testkit.passkey.SoftwareAuthenticator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Operations with passkeys. Asking for a challenge does nothing to anybody and is not noted. */
final class PasskeyActs {
  static final String ORIGIN = "http://localhost:8080";
  private static final String PASSKEYS = "/api/v1/auth/passkeys";

  private final Web web;
  private final Scribe scribe;

  PasskeyActs(Web web, Scribe scribe) {
    this.web = web;
    this.scribe = scribe;
  }

  /**
   * Adds one.
   *
   * @param seed that no other passkey is made with
   */
  void add(Door door, Account account, Held held, long seed) {
    var access = account.access(held);
    var options = web.post(door, PASSKEYS + "/registration-options", Web.object(), access);
    var made = SoftwareAuthenticator.synced(seed);
    answering(options, asked -> made.create(asked, ORIGIN))
        .ifPresent(
            body -> {
              var answer =
                  scribe.noted(
                      Kind.ADD_PASSKEY,
                      account.email(),
                      Shown.token(ceremony(body), held.session()),
                      () -> web.post(door, PASSKEYS, body, access),
                      added -> new Gained(added.text("id"), ""));
              if (answer.isOk()) {
                account.keep(made);
              }
            });
  }

  /** What shows the passkey, for one sign-in; empty when nobody asks to see it now. */
  Optional<ObjectNode> begin(Door door, SoftwareAuthenticator held) {
    var options = web.post(door, PASSKEYS + "/authentication-options", Web.object(), "");
    return answering(options, asked -> held.get(asked, ORIGIN));
  }

  void login(Door door, Account account, ObjectNode shown) {
    var answer =
        scribe.noted(
            Kind.PASSKEY_LOGIN,
            account.email(),
            Shown.secret(ceremony(shown)),
            () -> web.post(door, PASSKEYS + "/authenticate", shown, ""),
            Scribe::session);
    if (answer.isOk()) {
      account.open(Held.of(answer));
    }
  }

  private static String ceremony(ObjectNode body) {
    return Digests.of(body.path("ceremony_id").asText());
  }

  private static Optional<ObjectNode> answering(Answer options, UnaryOperator<String> credential) {
    if (!options.isOk()) {
      return Optional.empty();
    }
    var body = Web.object("ceremony_id", options.text("ceremony_id"));
    body.set(
        "credential", Web.json(credential.apply(options.body().path("public_key").toString())));
    return Optional.of(body);
  }
}
